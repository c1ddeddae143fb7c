namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A message on its way.</summary>
/// <param name="Data">A CloudEvent, or with <c>rawPayload</c> any bytes.</param>
/// <param name="ExpiresAt">When it is no longer wanted; null for never.</param>
/// <param name="TraceParent">The publisher's W3C trace context; null where there is none.</param>
internal sealed record PubSubMessage(byte[] Data, DateTimeOffset? ExpiresAt, string? TraceParent);
