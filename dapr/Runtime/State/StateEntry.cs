namespace MusicGraph.Dapr.Runtime.State;

/// <summary>A stored value.</summary>
/// <param name="Value">JSON in UTF-8, as the app sent it.</param>
/// <param name="ExpiresAt">When it ceases to be there; null for never.</param>
internal sealed record StateEntry(byte[] Value, string ETag, DateTimeOffset? ExpiresAt);
