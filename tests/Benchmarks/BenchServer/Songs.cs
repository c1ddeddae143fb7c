namespace MusicGraph.BenchServer;

[QueryType]
internal static partial class SongQueries
{
    public static Song? GetSong([GraphQLType("ID!")] string id) => Data.Songs.GetValueOrDefault(id);

    public static IEnumerable<Song> GetSongs(int? first = 20) => Data.SongList.Take(first ?? 0);
}

[MutationType]
internal static partial class SongMutations
{
    [UseMutationConvention(Disable = true)]
    public static async Task<Song> ShareSongAsync(
        [GraphQLType("ID!")] string id, ITopicEventSender events, CancellationToken cancellationToken)
    {
        var song = Data.Songs.GetValueOrDefault(id) ?? throw new GraphQLException($"There is no song {id}.");
        await events.SendAsync(nameof(SongSubscriptions.SongShared), song, cancellationToken);
        return song;
    }
}

[SubscriptionType]
internal static partial class SongSubscriptions
{
    [Subscribe]
    public static Song SongShared([EventMessage] Song song) => song;
}

[ObjectType<Song>]
internal static partial class SongType
{
    [BindMember(nameof(Song.ArtistId))]
    public static Task<Artist> GetArtistAsync([Parent] Song song, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        artistById.LoadAsync(song.ArtistId, cancellationToken)!;
}
