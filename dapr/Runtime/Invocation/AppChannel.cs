using MusicGraph.Dapr.Runtime.Metrics;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>A sidecar's connections to its app.</summary>
internal sealed class AppChannel(string appId, string? appToken, SidecarMetrics metrics) : IDisposable
{
    private static readonly UriCreationOptions s_asItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
    });

    private string? _base;

    public string AppId { get; } = appId;

    public SidecarMetrics Metrics { get; } = metrics;

    public bool IsConnected => Volatile.Read(ref _base) is not null;

    public void Connect(Uri app) => Volatile.Write(ref _base, app.GetLeftPart(UriPartial.Authority));

    /// <summary>A request of the app; <paramref name="pathAndQuery"/> goes out as it is, escaped or not.</summary>
    /// <exception cref="HttpRequestException">It is not known where the app is.</exception>
    public HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery)
    {
        var address = Volatile.Read(ref _base) ?? throw new HttpRequestException($"it is not known where app {AppId} listens");
        var separator = pathAndQuery.StartsWith('/') ? "" : "/";
        var request = new HttpRequestMessage(method, new Uri(string.Concat(address, separator, pathAndQuery), s_asItIs));
        if (appToken is not null)
            request.Headers.TryAddWithoutValidation("dapr-api-token", appToken);
        return request;
    }

    /// <summary>Sends a request; the answer comes with its headers, its body unread.</summary>
    /// <param name="path">What it is counted by.</param>
    /// <exception cref="HttpRequestException">The app cannot be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Metrics.AppRequest(request.Method.Method, path, (int)response.StatusCode);
        return response;
    }

    public void Dispose() => _client.Dispose();
}
