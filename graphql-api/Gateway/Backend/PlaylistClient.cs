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

    public Task<Playlist> ReorderItemsAsync(Guid id, ItemsReorder reorder, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Post, "/items/reorder", JsonContent.Create(reorder, BackendJson.Default.ItemsReorder), cancellationToken);

    public Task<Playlist> ReplaceItemsAsync(Guid id, ItemsReplacement items, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Put, "/items", JsonContent.Create(items, BackendJson.Default.ItemsReplacement), cancellationToken);

    public Task<Playlist> GrantAsync(Guid id, Guid userId, CollaboratorRole role, CancellationToken cancellationToken) => ChangeAsync(
        id,
        HttpMethod.Put,
        $"/collaborators/{userId}",
        JsonContent.Create(new CollaboratorGrant(role), BackendJson.Default.CollaboratorGrant),
        cancellationToken);

    public Task<Playlist> EndCollaborationAsync(Guid id, Guid userId, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Delete, $"/collaborators/{userId}", null, cancellationToken);

    public Task<PlaylistInvite> InviteAsync(Guid id, NewInvite invite, CancellationToken cancellationToken) => TranslateAsync(id, () =>
        services.PostAsync(
            AppId, $"playlists/{id}/invites", invite, BackendJson.Default.NewInvite, BackendJson.Default.PlaylistInvite, cancellationToken));

    public Task<Playlist> RevokeInvitesAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(id, HttpMethod.Delete, "/invites", null, cancellationToken);

    /// <exception cref="InviteNotFoundException">There is none, or it has expired.</exception>
    public async Task<Playlist> AcceptInviteAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            return await services.PostAsync(
                AppId,
                "playlists/invites/accept",
                new InviteAcceptance(token),
                BackendJson.Default.InviteAcceptance,
                BackendJson.Default.Playlist,
                cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new InviteNotFoundException();
        }
    }

    public Task<PlaylistFollows> FollowAsync(Guid id, CancellationToken cancellationToken) => TranslateAsync(id, () =>
        services.SendAsync(AppId, HttpMethod.Put, $"playlists/{id}/follow", null, BackendJson.Default.PlaylistFollows, cancellationToken));

    public Task<PlaylistFollows> UnfollowAsync(Guid id, CancellationToken cancellationToken) => TranslateAsync(id, () =>
        services.SendAsync(AppId, HttpMethod.Delete, $"playlists/{id}/follow", null, BackendJson.Default.PlaylistFollows, cancellationToken));

    public Task<IReadOnlyList<PlaylistFollows>> GetFollowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "playlists/follows/batch",
            new BatchRequest(ids),
            BackendJson.Default.BatchRequest,
            BackendJson.Default.IReadOnlyListPlaylistFollows,
            cancellationToken);

    /// <summary>The playlists that the caller follows.</summary>
    public Task<Page<Playlist>> GetFollowedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("playlists/followed", page), BackendJson.Default.PagePlaylist, cancellationToken);

    /// <summary>The playlists of others that the caller takes part in.</summary>
    public Task<Page<Playlist>> GetSharedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("playlists/shared", page), BackendJson.Default.PagePlaylist, cancellationToken);

    /// <summary>One page for each window, in their order; null where the caller does not take part in the playlist.</summary>
    public Task<IReadOnlyList<Page<PlaylistHistoryEntry>?>> GetHistoryAsync(
        IReadOnlyList<ItemsWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "playlists/history/batch",
            new ItemsBatchRequest(windows),
            BackendJson.Default.ItemsBatchRequest,
            BackendJson.Default.IReadOnlyListPagePlaylistHistoryEntry,
            cancellationToken);

    public Task LikeAsync(IReadOnlyList<Guid> songIds, CancellationToken cancellationToken) => LikesAsync("likes", songIds, cancellationToken);

    public Task UnlikeAsync(IReadOnlyList<Guid> songIds, CancellationToken cancellationToken) =>
        LikesAsync("likes/remove", songIds, cancellationToken);

    /// <summary>Those of the songs that the caller likes.</summary>
    public Task<IReadOnlyList<Guid>> GetLikedAsync(IReadOnlyList<Guid> songIds, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "likes/batch", new BatchRequest(songIds), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListGuid, cancellationToken);

    /// <summary>The caller's Liked Songs as a playlist.</summary>
    public Task<Playlist> GetLikedSongsAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "likes", BackendJson.Default.Playlist, cancellationToken);

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

    private async Task LikesAsync(string route, IReadOnlyList<Guid> songIds, CancellationToken cancellationToken)
    {
        var body = JsonContent.Create(new SongLikes(songIds), BackendJson.Default.SongLikes);
        try
        {
            using var response = await services.SendAsync(AppId, HttpMethod.Post, route, body, cancellationToken);
        }
        catch (NotFoundException problem) when (problem.Id is { } songId)
        {
            throw new SongNotFoundException(songId);
        }
    }

    private Task<Playlist> ChangeAsync(Guid id, HttpMethod method, string route, HttpContent? body, CancellationToken cancellationToken) =>
        TranslateAsync(id, () => services.SendAsync(AppId, method, $"playlists/{id}{route}", body, BackendJson.Default.Playlist, cancellationToken));

    private static async Task<T> TranslateAsync<T>(Guid id, Func<Task<T>> call)
    {
        try
        {
            return await call();
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
        NotFoundException { Field: "userId", Id: { } userId } => new UserNotFoundException(userId),
        NotFoundException => new PlaylistNotFoundException(id),
        NotAuthorizedException => new PlaylistNotYoursException(),
        _ => null,
    };
}
