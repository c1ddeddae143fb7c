namespace MusicGraph.BenchServer;

[QueryType]
internal static partial class PlaylistQueries
{
    public static Playlist? GetPlaylist([GraphQLType("ID!")] string id) => Data.Playlists.GetValueOrDefault(id);
}

[ObjectType<Playlist>]
internal static partial class PlaylistType
{
    [BindMember(nameof(Playlist.SongIds))]
    public static Task<IReadOnlyList<Song>> GetSongsAsync(
        [Parent] Playlist playlist, ISongByIdDataLoader songById, CancellationToken cancellationToken, int? first = 50) =>
        songById.LoadAsync([.. playlist.SongIds.Take(first ?? 0)], cancellationToken)!;
}
