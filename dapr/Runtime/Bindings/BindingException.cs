namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>A binding could not do what it was asked to.</summary>
internal sealed class BindingException(string message, Exception? innerException = null) : Exception(message, innerException);
