namespace MusicGraph.Dapr;

/// <summary>A call to the Dapr sidecar failed. <see cref="DaprApiException"/> when the sidecar answered with an error of its own.</summary>
public class DaprException(string message, Exception? innerException = null) : Exception(message, innerException);
