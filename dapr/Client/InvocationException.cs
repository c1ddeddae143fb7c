namespace MusicGraph.Dapr.Client;

/// <summary>An invoked app could not be reached or answered with a status that says no success.</summary>
/// <param name="response">What was answered; null where nothing was.</param>
public sealed class InvocationException(string appId, string methodName, Exception innerException, HttpResponseMessage? response)
    : DaprException($"Invoking {methodName} of {appId} failed: {innerException.Message}", innerException)
{
    /// <summary>The app that was called.</summary>
    public string AppId { get; } = appId;

    /// <summary>The method that was called.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>What was answered; null where nothing was.</summary>
    public HttpResponseMessage? Response { get; } = response;
}
