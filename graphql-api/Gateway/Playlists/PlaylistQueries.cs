namespace MusicGraph.Gateway.Playlists;

[QueryType]
internal static partial class PlaylistQueries
{
    /// <summary>A playlist by its id; null where there is none that you may see.</summary>
    [NodeResolver]
    public static Task<Playlist?> GetPlaylistByIdAsync(Guid id, IPlaylistByIdDataLoader playlistById, CancellationToken cancellationToken) =>
        playlistById.LoadAsync(id, cancellationToken);

    /// <summary>Public playlists, newest first.</summary>
    /// <param name="ownerId">Whose; your own come with the private ones.</param>
    [UsePaging(ConnectionName = "Playlist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Playlist>> GetPlaylistsAsync(
        [ID<User>] Guid? ownerId, PagingArguments paging, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        (await playlists.GetPlaylistsAsync(ownerId, paging.ToPage(), cancellationToken)).ToConnection();
}
