namespace MusicGraph.Gateway.Playlists;

[ObjectType<Playlist>]
internal static partial class PlaylistType
{
    static partial void Configure(IObjectTypeDescriptor<Playlist> descriptor)
    {
        descriptor.Description("Songs in an order that its owner chose.");
        descriptor.Field(playlist => playlist.Id).Description("Its global id.");
        descriptor.Field(playlist => playlist.Name).Description("What it is called.");
        descriptor.Field(playlist => playlist.Description).Description("What it is about.");
        descriptor.Field(playlist => playlist.Visibility).Description("Who can see it.");
        descriptor.Field(playlist => playlist.ItemCount).Description("How many songs stand in it, repetitions counted.");
        descriptor.Field(playlist => playlist.CreatedAt).Description("When it was made.");
        descriptor.Field(playlist => playlist.UpdatedAt).Description("When it or its items were last changed.");
    }

    /// <summary>Grows by one with every change of the items, so that a client sees whether what it holds is still the state.</summary>
    [BindMember(nameof(Playlist.Version))]
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
