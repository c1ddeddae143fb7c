namespace MusicGraph.Dapr.Client.Http;

/// <summary>The connections to a sidecar.</summary>
internal static class SidecarHandler
{
    /// <summary>
    /// Neither cookies nor redirects nor decompression: what the other side says is passed on as it is. No proxy, because a sidecar is
    /// next door. Trace context (W3C) is added by the handler itself.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
    };
}
