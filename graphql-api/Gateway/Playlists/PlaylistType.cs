namespace MusicGraph.Gateway.Playlists;

[ObjectType<Playlist>]
internal static partial class PlaylistType
{
    static partial void Configure(IObjectTypeDescriptor<Playlist> descriptor) =>
        descriptor.Ignore(playlist => playlist.DurationMs).Ignore(playlist => playlist.Collaborators);

    /// <summary>Grows by one with every change of the items, so that a client sees whether what it holds is still the state.</summary>
    public static int GetVersion([Parent] Playlist playlist) => (int)Math.Min(playlist.Version, int.MaxValue);

    /// <summary>Whose it is.</summary>
    [BindMember(nameof(Playlist.OwnerId))]
    public static Task<User?> GetOwnerAsync([Parent] Playlist playlist, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(playlist.OwnerId, cancellationToken);

    /// <summary>Its songs in their order.</summary>
    [UsePaging(ConnectionName = "PlaylistItem", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<PlaylistItem>> GetItemsAsync(
        [Parent] Playlist playlist, PagingArguments paging, IItemsByPlaylistDataLoader itemsByPlaylist, CancellationToken cancellationToken) =>
        (await itemsByPlaylist.LoadAsync(new ItemsWindow(playlist.Id, paging.ToPage()), cancellationToken)).ToConnection();
}
