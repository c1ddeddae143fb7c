using System.Collections.Frozen;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>The headers that concern one connection and end with it (RFC 9110, section 7.6.1), and those between app and sidecar.</summary>
internal static class HopHeaders
{
    private static readonly FrozenSet<string> s_hop = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade");

    private static readonly FrozenSet<string> s_request = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Host", "Content-Length", "Expect", "dapr-app-id", "dapr-api-token", "dapr-caller-app-id", "dapr-callee-app-id",
        "dapr-caller-namespace", "dapr-caller-trust-domain");

    private static readonly FrozenSet<string> s_trace = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "traceparent", "tracestate", "Request-Id");

    /// <summary>Whether a request's header goes on to the app.</summary>
    public static bool IsForwarded(string name, bool hasSpan)
        => !name.StartsWith(':') && !s_hop.Contains(name) && !s_request.Contains(name) && !(hasSpan && s_trace.Contains(name));

    /// <summary>Whether an answer's header goes back to the caller.</summary>
    public static bool IsReturned(string name) => !s_hop.Contains(name);
}
