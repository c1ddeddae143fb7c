using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>The W3C trace context of a request: the caller's, this sidecar's span, or one that begins here.</summary>
/// <remarks>https://docs.dapr.io/operations/observability/tracing/w3c-tracing-overview/.</remarks>
internal static class TraceContext
{
    /// <summary><c>traceparent</c> for what goes on; null where there is none and none is begun.</summary>
    /// <param name="samplingRate">The part of the traces begun here that is sampled; 0 begins none.</param>
    public static string? Parent(HttpRequest request, double samplingRate)
    {
        if (Activity.Current is { } activity)
            return activity.Id;
        if (request.Headers.TraceParent is { Count: > 0 } given)
            return given.ToString();
        return samplingRate > 0 ? Begin(samplingRate) : null;
    }

    /// <summary>The same for an event that came with metadata.</summary>
    public static string? Parent(IReadOnlyDictionary<string, string> metadata, double samplingRate)
        => metadata.TryGetValue("traceparent", out var given) ? given : samplingRate > 0 ? Begin(samplingRate) : null;

    private static string Begin(double samplingRate)
        => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-{(Random.Shared.NextDouble() < samplingRate ? "01" : "00")}";
}
