namespace MusicGraph.Dapr.Client.Http;

/// <summary>Turns <c>http://{app}/{path}</c> into a request of the sidecar for that app's method.</summary>
internal sealed class InvocationHandler(string? defaultAppId, DaprEndpoint endpoint, HttpMessageHandler inner, bool ownsInner)
    : HttpMessageHandler
{
    private readonly HttpMessageInvoker _inner = new(inner, ownsInner);

    /// <exception cref="ArgumentException">The app id cannot be a host name.</exception>
    public static HttpClient CreateClient(string? appId, DaprEndpoint endpoint, HttpMessageHandler inner, bool ownsHandler)
    {
        var client = new HttpClient(new InvocationHandler(appId, endpoint, inner, ownsHandler)) { Timeout = Timeout.InfiniteTimeSpan };
        if (appId is not null)
        {
            client.BaseAddress = Uri.TryCreate($"http://{appId}/", UriKind.Absolute, out var address)
                ? address
                : throw new ArgumentException($"'{appId}' is no app id: it must be a valid host name.", nameof(appId));
        }

        return client;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = Rewrite(request.RequestUri);
        if (endpoint.ApiToken is { } token)
            request.Headers.TryAddWithoutValidation(DaprHeaders.ApiToken, token);

        return _inner.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private Uri Rewrite(Uri? uri)
    {
        if (uri is null || !uri.IsAbsoluteUri)
            throw new InvalidOperationException("A request for an app needs an absolute address or a client made for an app id.");

        // A host name comes out of Uri in lower case; app ids keep their case.
        var appId = string.Equals(uri.Host, defaultAppId, StringComparison.OrdinalIgnoreCase) ? defaultAppId : uri.Host;
        return new Uri(endpoint.Address, $"/v1.0/invoke/{appId}/method{uri.PathAndQuery}");
    }
}
