namespace MusicGraph.Gateway.Shares;

[QueryType]
internal static partial class ShareQueries
{
    /// <summary>A share by its id; null where there is none that you may see.</summary>
    [NodeResolver]
    public static Task<Share?> GetShareByIdAsync(Guid id, IShareByIdDataLoader shareById, CancellationToken cancellationToken) =>
        shareById.LoadAsync(id, cancellationToken);

    /// <summary>What was shared with you, newest first.</summary>
    [Authorize]
    [UsePaging(ConnectionName = "Share", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Share>> GetFeedAsync(
        PagingArguments paging, [Service] SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetFeedAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
