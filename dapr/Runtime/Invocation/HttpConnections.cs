namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Connections that pass on what they are given, and nothing of their own.</summary>
internal static class HttpConnections
{
    /// <summary>Targets as they are: what is escaped in a path stays so.</summary>
    public static UriCreationOptions AsItIs { get; } = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static HttpMessageInvoker Create()
        => new(new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        });

    public static HttpRequestMessage CreateRequest(HttpMethod method, string address, string pathAndQuery)
        => new(method, new Uri(string.Concat(address, pathAndQuery.StartsWith('/') ? "" : "/", pathAndQuery), AsItIs));
}
