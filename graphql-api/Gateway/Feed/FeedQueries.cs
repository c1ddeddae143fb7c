namespace MusicGraph.Gateway.Feed;

[QueryType]
internal static partial class FeedQueries
{
    /// <summary>
    /// What was shared with you by name, and by those you follow, newest first; read it on by <c>after</c>. What comes meanwhile stands before
    /// the first page. The count is of what was written to you: what was taken back or is not for you any more is in it.
    /// </summary>
    [Authorize]
    [UsePaging(ConnectionName = "Share", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Share>> GetFeedAsync(
        PagingArguments paging, [Service] SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetFeedAsync(paging.ToPage(), cancellationToken)).ToConnection();

    /// <summary>What those did whom you follow, as far as you may see it, newest first; read it on by <c>after</c>.</summary>
    [Authorize]
    [UsePaging(ConnectionName = "Activity", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Activity>> GetActivityFeedAsync(
        PagingArguments paging, [Service] SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetActivityFeedAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
