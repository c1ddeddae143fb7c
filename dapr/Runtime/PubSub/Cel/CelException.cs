namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>An expression is wrong, or cannot be evaluated on an event.</summary>
internal sealed class CelException(string message) : Exception(message);
