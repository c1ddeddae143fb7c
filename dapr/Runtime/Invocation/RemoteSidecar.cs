namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>The sidecar of an app in another process, which decides by itself whether its app may be invoked.</summary>
/// <param name="address">Its internal address, such as <c>http://127.0.0.1:50001</c>.</param>
/// <param name="caller">Who it is told that invokes.</param>
internal sealed class RemoteSidecar(string appId, string address, CallerIdentity caller, HttpMessageInvoker client) : IInvocationTarget
{
    public string AppId { get; } = appId;

    public bool Allows(CallerIdentity caller, string verb, string path) => true;

    public void CountReceived(string callerAppId)
    {
        // It counts by itself.
    }

    public HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery)
    {
        var request = HttpConnections.CreateRequest(method, address, pathAndQuery);
        caller.Write(request);
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
        => client.SendAsync(request, cancellationToken);
}
