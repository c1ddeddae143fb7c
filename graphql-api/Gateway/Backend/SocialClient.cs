using System.Text.Json.Serialization.Metadata;

namespace MusicGraph.Gateway.Backend;

/// <summary>The social service: follows, blocks, profiles, shares, comments, likes, feeds, activity, reports.</summary>
internal sealed class SocialClient(ServiceInvoker services)
{
    public const string AppId = "social";

    /// <exception cref="UserNotFoundException">There is no such user.</exception>
    public Task FollowAsync(Guid userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "follows", Body(new NewFollow(userId)), () => new UserNotFoundException(userId), cancellationToken);

    public Task UnfollowAsync(Guid userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"follows/{userId}", null, () => new UserNotFoundException(userId), cancellationToken);

    /// <exception cref="ArtistNotFoundException">There is no such artist.</exception>
    public Task FollowArtistAsync(Guid artistId, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "follows", Body(new NewFollow(ArtistId: artistId)), () => new ArtistNotFoundException(artistId), cancellationToken);

    public Task UnfollowArtistAsync(Guid artistId, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Delete, $"follows/artists/{artistId}", null, () => new ArtistNotFoundException(artistId), cancellationToken);

    /// <exception cref="UserNotFoundException">There is no such user, or they do not ask to follow the caller.</exception>
    public Task AcceptFollowerAsync(Guid userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"follow-requests/{userId}", null, () => new UserNotFoundException(userId), cancellationToken);

    /// <summary>Also declines who only asks to follow.</summary>
    public Task RemoveFollowerAsync(Guid userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"followers/{userId}", null, () => new UserNotFoundException(userId), cancellationToken);

    /// <exception cref="UserNotFoundException">There is no such user.</exception>
    public Task BlockAsync(Guid userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"blocks/{userId}", null, () => new UserNotFoundException(userId), cancellationToken);

    public Task UnblockAsync(Guid userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"blocks/{userId}", null, () => new UserNotFoundException(userId), cancellationToken);

    public async Task EditProfileAsync(ProfileSettings settings, CancellationToken cancellationToken)
    {
        using var response = await services.SendAsync(
            AppId, HttpMethod.Patch, "profiles/me", JsonContent.Create(settings, BackendJson.Default.ProfileSettings), cancellationToken);
    }

    public Task<IReadOnlyList<SocialProfile>> GetProfilesAsync(IReadOnlyList<Guid> userIds, CancellationToken cancellationToken) =>
        BatchAsync("profiles/batch", userIds, BackendJson.Default.IReadOnlyListSocialProfile, cancellationToken);

    public Task<IReadOnlyList<ArtistFollows>> GetArtistFollowsAsync(IReadOnlyList<Guid> artistIds, CancellationToken cancellationToken) =>
        BatchAsync("artists/follows/batch", artistIds, BackendJson.Default.IReadOnlyListArtistFollows, cancellationToken);

    /// <summary>One page of followers for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Guid>>> GetFollowersAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("followers/windows", windows, BackendJson.Default.IReadOnlyListPageGuid, cancellationToken);

    /// <summary>One page of those who are followed for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Guid>>> GetFollowingAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("following/windows", windows, BackendJson.Default.IReadOnlyListPageGuid, cancellationToken);

    /// <summary>One page of artists that are followed for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Guid>>> GetArtistsFollowedAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("artists-followed/windows", windows, BackendJson.Default.IReadOnlyListPageGuid, cancellationToken);

    /// <summary>Who asks to follow the caller.</summary>
    public Task<Page<Guid>> GetFollowRequestsAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("follow-requests", page), BackendJson.Default.PageGuid, cancellationToken);

    /// <summary>Whom the caller blocks.</summary>
    public Task<Page<Guid>> GetBlockedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("blocks", page), BackendJson.Default.PageGuid, cancellationToken);

    /// <exception cref="ServiceProblemException">There is no such thing to share, or the caller may not see it, or a recipient is unknown.</exception>
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
            throw ShareSubjects.Missing(share.Kind, share.SubjectId);
        }
    }

    /// <exception cref="ShareNotFoundException">There is no such share of the caller's.</exception>
    public async Task<Share> EditShareAsync(Guid shareId, ShareEdit edit, CancellationToken cancellationToken)
    {
        try
        {
            var body = JsonContent.Create(edit, BackendJson.Default.ShareEdit);
            return await services.SendAsync(AppId, HttpMethod.Patch, $"shares/{shareId}", body, BackendJson.Default.Share, cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new ShareNotFoundException(shareId);
        }
    }

    /// <exception cref="ShareNotFoundException">There is no such share of the caller's.</exception>
    public Task DeleteShareAsync(Guid shareId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"shares/{shareId}", null, () => new ShareNotFoundException(shareId), cancellationToken);

    /// <exception cref="ShareNotFoundException">There is no such share that the caller may see.</exception>
    public Task LikeAsync(Guid shareId, bool likes, CancellationToken cancellationToken) => SendAsync(
        likes ? HttpMethod.Put : HttpMethod.Delete, $"shares/{shareId}/like", null, () => new ShareNotFoundException(shareId), cancellationToken);

    /// <summary>Those that the caller may see.</summary>
    public Task<IReadOnlyList<Share>> GetSharesAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        BatchAsync("shares/batch", ids, BackendJson.Default.IReadOnlyListShare, cancellationToken);

    /// <summary>One page of what was shared for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Share>>> GetSharesAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("shares/windows", windows, BackendJson.Default.IReadOnlyListPageShare, cancellationToken);

    public Task<IReadOnlyList<ShareReactions>> GetReactionsAsync(IReadOnlyList<Guid> shareIds, CancellationToken cancellationToken) =>
        BatchAsync("shares/reactions/batch", shareIds, BackendJson.Default.IReadOnlyListShareReactions, cancellationToken);

    /// <summary>One page of who likes it for each window of a share, in their order.</summary>
    public Task<IReadOnlyList<Page<Guid>>> GetLikersAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("likes/windows", windows, BackendJson.Default.IReadOnlyListPageGuid, cancellationToken);

    /// <exception cref="ShareNotFoundException">There is no such share that the caller may see.</exception>
    public async Task<Comment> AddCommentAsync(Guid shareId, NewComment comment, CancellationToken cancellationToken)
    {
        try
        {
            return await services.PostAsync(
                AppId, $"shares/{shareId}/comments", comment, BackendJson.Default.NewComment, BackendJson.Default.Comment, cancellationToken);
        }
        catch (NotFoundException)
        {
            throw new ShareNotFoundException(shareId);
        }
    }

    /// <exception cref="CommentNotFoundException">There is no such comment that the caller may delete.</exception>
    public Task DeleteCommentAsync(Guid commentId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"comments/{commentId}", null, () => new CommentNotFoundException(commentId), cancellationToken);

    /// <summary>Those that the caller may see.</summary>
    public Task<IReadOnlyList<Comment>> GetCommentsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        BatchAsync("comments/batch", ids, BackendJson.Default.IReadOnlyListComment, cancellationToken);

    /// <summary>One page of comments for each window of a share, in their order.</summary>
    public Task<IReadOnlyList<Page<Comment>>> GetCommentsAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("comments/windows", windows, BackendJson.Default.IReadOnlyListPageComment, cancellationToken);

    /// <summary>All that the caller follows.</summary>
    public Task<FollowedIds> GetFollowedAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "following/ids", BackendJson.Default.FollowedIds, cancellationToken);

    public Task<Page<Share>> GetFeedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("feed", page), BackendJson.Default.PageShare, cancellationToken);

    /// <summary>What those did whom the caller follows.</summary>
    public Task<Page<Activity>> GetActivityFeedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("activity", page), BackendJson.Default.PageActivity, cancellationToken);

    /// <summary>One page of what was done for each window of a user, in their order.</summary>
    public Task<IReadOnlyList<Page<Activity>>> GetActivityAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        WindowsAsync("activity/windows", windows, BackendJson.Default.IReadOnlyListPageActivity, cancellationToken);

    /// <exception cref="SubjectNotFoundException">There is no such thing to report, or the caller may not see it.</exception>
    public Task ReportAsync(NewReport report, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post,
        "reports",
        JsonContent.Create(report, BackendJson.Default.NewReport),
        () => new SubjectNotFoundException("There is no such thing to report, or you may not see it."),
        cancellationToken);

    /// <summary>What waits for an administrator's decision.</summary>
    public Task<Page<ReportCase>> GetReportedAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("reports", page), BackendJson.Default.PageReportCase, cancellationToken);

    public async Task ResolveReportsAsync(ReportDecision decision, CancellationToken cancellationToken)
    {
        using var response = await services.SendAsync(
            AppId, HttpMethod.Post, "reports/resolve", JsonContent.Create(decision, BackendJson.Default.ReportDecision), cancellationToken);
    }

    private Task<IReadOnlyList<T>> BatchAsync<T>(
        string route, IReadOnlyList<Guid> ids, JsonTypeInfo<IReadOnlyList<T>> answer, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, route, new BatchRequest(ids), BackendJson.Default.BatchRequest, answer, cancellationToken);

    private Task<IReadOnlyList<T>> WindowsAsync<T>(
        string route, IReadOnlyList<ParentWindow> windows, JsonTypeInfo<IReadOnlyList<T>> answer, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, route, new WindowsRequest(windows), BackendJson.Default.WindowsRequest, answer, cancellationToken);

    /// <summary>Sends what has no answer; where the service knows nothing of it, that is <paramref name="missing"/>.</summary>
    private async Task SendAsync(
        HttpMethod method, string route, HttpContent? body, Func<ServiceProblemException> missing, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await services.SendAsync(AppId, method, route, body, cancellationToken);
        }
        catch (NotFoundException)
        {
            throw missing();
        }
    }

    private static JsonContent Body(NewFollow follow) => JsonContent.Create(follow, BackendJson.Default.NewFollow);
}
