namespace MusicGraph.Gateway.Partners;

[QueryType]
internal static partial class PartnerQueries
{
    /// <summary>Your clients, newest first; administrators see all.</summary>
    [Authorize(Roles = [Roles.Partner, Roles.Admin])]
    [UsePaging(ConnectionName = "PartnerClient", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<PartnerClient>> GetPartnerClientsAsync(
        PagingArguments paging, [Service] PartnerClients clients, CancellationToken cancellationToken) =>
        (await clients.GetClientsAsync(paging.ToPage(), cancellationToken)).ToConnection();
}
