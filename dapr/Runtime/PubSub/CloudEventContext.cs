namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What goes around an event's data.</summary>
/// <param name="AppId">The publisher, which is the event's source.</param>
/// <param name="Metadata">The publish request's; <c>cloudevent.id</c>, <c>source</c>, <c>type</c>, <c>traceparent</c> and <c>tracestate</c> replace the defaults.</param>
internal readonly record struct CloudEventContext(
    string AppId,
    string PubSubName,
    string Topic,
    DateTimeOffset Now,
    DateTimeOffset? ExpiresAt,
    string? TraceParent,
    string? TraceState,
    IReadOnlyDictionary<string, string> Metadata)
{
    public string? Override(string field) => Metadata.GetValueOrDefault("cloudevent." + field);
}
