namespace MusicGraph.Gateway.Backend;

/// <summary>The playlists service.</summary>
internal sealed class PlaylistClient(ServiceInvoker services)
{
    public const string AppId = "playlists";

    public Task<Playlist> CreateAsync(NewPlaylist playlist, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "playlists", playlist, BackendJson.Default.NewPlaylist, BackendJson.Default.Playlist, cancellationToken);

    public Task<Playlist> EditAsync(Guid id, PlaylistEdit edit, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Patch, "", JsonContent.Create(edit, BackendJson.Default.PlaylistEdit), cancellationToken);

    /// <exception cref="PlaylistNotFoundException">There is none, or the caller may not see it.</exception>
    /// <exception cref="PlaylistNotYoursException">It belongs to somebody else.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await services.SendAsync(AppId, HttpMethod.Delete, $"playlists/{id}", null, cancellationToken);
        }
        catch (ServiceProblemException problem) when (TryTranslate(problem, id) is { } known)
        {
            throw known;
        }
    }

    public Task<Playlist> AddItemsAsync(Guid id, ItemsToAdd items, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Post, "/items", JsonContent.Create(items, BackendJson.Default.ItemsToAdd), cancellationToken);

    public Task<Playlist> RemoveItemsAsync(Guid id, ItemsToRemove items, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Post, "/items/remove", JsonContent.Create(items, BackendJson.Default.ItemsToRemove), cancellationToken);

    public Task<Playlist> MoveItemAsync(Guid id, ItemMove move, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Post, "/items/move", JsonContent.Create(move, BackendJson.Default.ItemMove), cancellationToken);

    /// <param name="owner">Whose, or null for the public ones of everybody.</param>
    public Task<Page<Playlist>> GetPlaylistsAsync(Guid? owner, PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("playlists", page, ("owner", owner?.ToString())), BackendJson.Default.PagePlaylist, cancellationToken);

    /// <summary>One page of playlists for each window of an owner, in their order.</summary>
    public Task<IReadOnlyList<Page<Playlist>>> GetPlaylistsAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "playlists/windows",
            new WindowsRequest(windows),
            BackendJson.Default.WindowsRequest,
            BackendJson.Default.IReadOnlyListPagePlaylist,
            cancellationToken);

    /// <summary>Those that the caller may see.</summary>
    public Task<IReadOnlyList<Playlist>> GetByIdsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "playlists/batch", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListPlaylist, cancellationToken);

    /// <summary>One page for each window, in their order; null where the caller may not see the playlist.</summary>
    public Task<IReadOnlyList<Page<PlaylistItem>?>> GetItemsAsync(IReadOnlyList<ItemsWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "playlists/items/batch",
            new ItemsBatchRequest(windows),
            BackendJson.Default.ItemsBatchRequest,
            BackendJson.Default.IReadOnlyListPagePlaylistItem,
            cancellationToken);

    private async Task<Playlist> ChangeAsync(Guid id, HttpMethod method, string route, HttpContent body, CancellationToken cancellationToken)
    {
        try
        {
            return await services.SendAsync(AppId, method, $"playlists/{id}{route}", body, BackendJson.Default.Playlist, cancellationToken);
        }
        catch (ServiceProblemException problem) when (TryTranslate(problem, id) is { } known)
        {
            throw known;
        }
    }

    private static ServiceProblemException? TryTranslate(ServiceProblemException problem, Guid id) => problem switch
    {
        NotFoundException { Field: "songIds", Id: { } songId } => new SongNotFoundException(songId),
        NotFoundException { Field: "itemIds" or "itemId", Id: { } itemId } => new PlaylistItemNotFoundException(itemId),
        NotFoundException => new PlaylistNotFoundException(id),
        NotAuthorizedException => new PlaylistNotYoursException(),
        _ => null,
    };
}
