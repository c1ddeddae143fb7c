namespace MusicGraph.Gateway.Songs;

[SubscriptionType]
internal static partial class SongSubscriptions
{
    /// <summary>Songs as they come into the catalog.</summary>
    [Subscribe]
    [Cost(10)]
    [Topic(Events.SubscriptionTopics.SongAdded)]
    public static Song OnSongAdded([EventMessage] Song song) => song;
}
