namespace MusicGraph.Dapr.Runtime;

/// <summary>A resource file is not what it should be. The message names the file, the component and the field.</summary>
public sealed class DaprConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
