namespace MusicGraph.Gateway.Reports;

[QueryType]
internal static partial class ReportQueries
{
    /// <summary>What was reported and waits for a decision, what waits longest first; for administrators.</summary>
    [Authorize(Roles = [Roles.Admin])]
    [UsePaging(ConnectionName = "ReportCase", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<ReportCase>> GetReportedAsync(
        PagingArguments paging, [Service] SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetReportedAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
