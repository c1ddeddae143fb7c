namespace MusicGraph.Dapr.Runtime.Configuration;

/// <summary>A configuration store could not answer.</summary>
internal sealed class ConfigurationStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
