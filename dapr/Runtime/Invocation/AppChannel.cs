using MusicGraph.Dapr.Runtime.Metrics;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>A sidecar's connections to its app.</summary>
internal sealed class AppChannel(string appId, string? appToken, AccessControl? accessControl, SidecarMetrics metrics) : IInvocationTarget, IDisposable
{
    private readonly HttpMessageInvoker _client = HttpConnections.Create();

    private string? _base;

    public string AppId { get; } = appId;

    public SidecarMetrics Metrics { get; } = metrics;

    public bool IsConnected => Volatile.Read(ref _base) is not null;

    public void Connect(Uri app) => Volatile.Write(ref _base, app.GetLeftPart(UriPartial.Authority));

    public bool Allows(CallerIdentity caller, string verb, string path) => accessControl is null || accessControl.Allows(caller, verb, path);

    public void CountReceived(string callerAppId) => Metrics.InvocationReceived(callerAppId);

    public HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery)
    {
        var address = Volatile.Read(ref _base) ?? throw new HttpRequestException($"it is not known where app {AppId} listens");
        var request = HttpConnections.CreateRequest(method, address, pathAndQuery);
        if (appToken is not null)
            request.Headers.TryAddWithoutValidation("dapr-api-token", appToken);
        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Metrics.AppRequest(request.Method.Method, path, (int)response.StatusCode);
        return response;
    }

    public void Dispose() => _client.Dispose();
}
