namespace MusicGraph.Gateway.Events;

/// <summary>The topics inside of the gateway that the schema's subscriptions listen to.</summary>
internal static class SubscriptionTopics
{
    public const string SongAdded = "songAdded";

    public static string SharesOf(Guid userId) => $"shares:{userId:N}";
}
