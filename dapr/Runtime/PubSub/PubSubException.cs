namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A broker did not accept a message.</summary>
internal sealed class PubSubException(string message, Exception? innerException = null) : Exception(message, innerException);
