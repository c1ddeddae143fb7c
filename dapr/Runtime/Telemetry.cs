using System.Diagnostics;

namespace MusicGraph.Dapr.Runtime;

/// <summary>The runtime's spans: source <c>MusicGraph.Dapr.Runtime</c>.</summary>
internal static class Telemetry
{
    private static readonly ActivitySource s_source = new("MusicGraph.Dapr.Runtime");

    /// <summary>A span for bringing an event to an app, below the publisher's; null where nobody listens.</summary>
    public static Activity? StartDelivery(string topic, string? traceParent, string? traceState)
    {
        ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent);
        return s_source.StartActivity($"{topic} deliver", ActivityKind.Consumer, parent);
    }
}
