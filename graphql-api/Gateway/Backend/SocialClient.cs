namespace MusicGraph.Gateway.Backend;

/// <summary>The social service: who follows whom, shares, the feed.</summary>
internal sealed class SocialClient(ServiceInvoker services)
{
    public const string AppId = "social";

    /// <exception cref="UserNotFoundException">There is no such user.</exception>
    public Task FollowAsync(Guid userId, CancellationToken cancellationToken) =>
        ChangeFollowAsync(
            userId, HttpMethod.Post, "follows", JsonContent.Create(new NewFollow(userId), BackendJson.Default.NewFollow), cancellationToken);

    /// <exception cref="UserNotFoundException">There is no such user.</exception>
    public Task UnfollowAsync(Guid userId, CancellationToken cancellationToken) =>
        ChangeFollowAsync(userId, HttpMethod.Delete, $"follows/{userId}", null, cancellationToken);

    public Task<IReadOnlyList<FollowCounts>> GetFollowCountsAsync(IReadOnlyList<Guid> userIds, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "follows/counts/batch",
            new BatchRequest(userIds),
            BackendJson.Default.BatchRequest,
            BackendJson.Default.IReadOnlyListFollowCounts,
            cancellationToken);

    /// <summary>One page of followers for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Guid>>> GetFollowersAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        GetWindowsAsync("followers/windows", windows, cancellationToken);

    /// <summary>One page of those who are followed for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Guid>>> GetFollowingAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        GetWindowsAsync("following/windows", windows, cancellationToken);

    /// <exception cref="SongNotFoundException">There is no such song.</exception>
    /// <exception cref="PlaylistNotFoundException">There is no such playlist, or the caller may not see it.</exception>
    /// <exception cref="UserNotFoundException">A recipient is unknown.</exception>
    public async Task<Share> ShareAsync(NewShare share, CancellationToken cancellationToken)
    {
        try
        {
            return await services.PostAsync(
                AppId, "shares", share, BackendJson.Default.NewShare, BackendJson.Default.Share, cancellationToken);
        }
        catch (NotFoundException unknown)
        {
            if (unknown is { Field: "recipientIds", Id: { } userId })
                throw new UserNotFoundException(userId);
            throw share.Kind == ShareKind.Song
                ? new SongNotFoundException(share.SubjectId)
                : new PlaylistNotFoundException(share.SubjectId);
        }
    }

    /// <summary>Those that the caller may see.</summary>
    public Task<IReadOnlyList<Share>> GetSharesAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "shares/batch", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListShare, cancellationToken);

    public Task<Page<Share>> GetFeedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("feed", page), BackendJson.Default.PageShare, cancellationToken);

    private Task<IReadOnlyList<Page<Guid>>> GetWindowsAsync(
        string route, IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, route, new WindowsRequest(windows), BackendJson.Default.WindowsRequest, BackendJson.Default.IReadOnlyListPageGuid, cancellationToken);

    private async Task ChangeFollowAsync(Guid userId, HttpMethod method, string route, HttpContent? body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await services.SendAsync(AppId, method, route, body, cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new UserNotFoundException(userId);
        }
    }
}
