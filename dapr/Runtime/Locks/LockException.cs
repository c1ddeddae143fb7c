namespace MusicGraph.Dapr.Runtime.Locks;

/// <summary>A lock store could not answer.</summary>
internal sealed class LockException(string message, Exception? innerException = null) : Exception(message, innerException);
