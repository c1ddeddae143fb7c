namespace MusicGraph.Dapr.Runtime.Secrets;

/// <summary>A secret store could not answer. The message never holds a secret.</summary>
internal sealed class SecretStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
