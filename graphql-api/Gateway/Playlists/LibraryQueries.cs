namespace MusicGraph.Gateway.Playlists;

[QueryType]
internal static partial class LibraryQueries
{
    /// <summary>The songs that you like, the latest first.</summary>
    [Authorize]
    [UsePaging(ConnectionName = "PlaylistItem", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<PlaylistItem>> GetLikedSongsAsync(
        PagingArguments paging, [Service] PlaylistClient playlists, CancellationToken cancellationToken)
    {
        var liked = await playlists.GetLikedSongsAsync(cancellationToken);
        var pages = await playlists.GetItemsAsync([new ItemsWindow(liked.Id, paging.ToPage())], cancellationToken);
        return pages[0].ToConnection();
    }

    /// <summary>The songs that you like, as a playlist that only you see and that cannot be edited, shared or deleted.</summary>
    [Authorize]
    public static Task<Playlist> GetLikedSongsPlaylistAsync([Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        playlists.GetLikedSongsAsync(cancellationToken);

    /// <summary>The playlists that you follow, the latest followed first.</summary>
    [Authorize]
    [UsePaging(ConnectionName = "Playlist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Playlist>> GetFollowedPlaylistsAsync(
        PagingArguments paging, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        (await playlists.GetFollowedAsync(paging.ToPage(), cancellationToken)).ToConnection();

    /// <summary>The playlists of others that you take part in, the latest joined first.</summary>
    [Authorize]
    [UsePaging(ConnectionName = "Playlist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Playlist>> GetSharedPlaylistsAsync(
        PagingArguments paging, [Service] PlaylistClient playlists, CancellationToken cancellationToken) =>
        (await playlists.GetSharedAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
