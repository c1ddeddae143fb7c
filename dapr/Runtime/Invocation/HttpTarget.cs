namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>A service outside: an <c>HTTPEndpoint</c>, or an address in the place of an app id.</summary>
/// <param name="baseUrl">May have a path, which goes before the method's.</param>
internal sealed class HttpTarget(Uri baseUrl, IReadOnlyDictionary<string, string> headers, HttpMessageInvoker client) : IInvocationTarget
{
    private readonly string _base = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public string? AppId => null;

    public bool Allows(CallerIdentity caller, string verb, string path) => true;

    public void CountReceived(string callerAppId)
    {
        // It has no sidecar to count at.
    }

    public HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery)
    {
        var request = HttpConnections.CreateRequest(method, _base, pathAndQuery);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
        => client.SendAsync(request, cancellationToken);
}
