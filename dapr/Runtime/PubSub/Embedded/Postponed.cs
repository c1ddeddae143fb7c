namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>A message that a consumer could not handle and that others may overtake.</summary>
/// <param name="Due">When it is to come again, in milliseconds since 1970.</param>
internal readonly record struct Postponed(long Id, int Attempts, long Due);
