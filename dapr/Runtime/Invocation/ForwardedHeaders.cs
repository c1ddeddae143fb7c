namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>What a sidecar adds to an invocation about the host that it comes from, as dapr's <c>pkg/messaging/direct_messaging.go</c>.</summary>
internal static class ForwardedHeaders
{
    // daprd's is the address of the host that others reach; these sidecars are reached over loopback.
    private static readonly string s_for = Environment.GetEnvironmentVariable("DAPR_HOST_IP") is { Length: > 0 } address ? address : "127.0.0.1";
    private static readonly string s_host = Environment.MachineName;
    private static readonly string s_forwarded = $"for={s_for};by={s_for};host={s_host}";

    public static void Add(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", s_for);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", s_host);
        request.Headers.TryAddWithoutValidation("Forwarded", s_forwarded);
    }
}
