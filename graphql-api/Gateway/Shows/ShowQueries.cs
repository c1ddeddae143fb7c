namespace MusicGraph.Gateway.Shows;

[QueryType]
internal static partial class ShowQueries
{
    /// <summary>A podcast by its id.</summary>
    [NodeResolver]
    public static Task<Show?> GetShowByIdAsync(Guid id, IShowByIdDataLoader showById, CancellationToken cancellationToken) =>
        showById.LoadAsync(id, cancellationToken);

    /// <summary>An episode of a podcast by its id.</summary>
    [NodeResolver]
    public static Task<Episode?> GetEpisodeByIdAsync(Guid id, IEpisodeByIdDataLoader episodeById, CancellationToken cancellationToken) =>
        episodeById.LoadAsync(id, cancellationToken);

    /// <summary>The podcasts of the catalog, newest first.</summary>
    [UsePaging(ConnectionName = "Show", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Show>> GetShowsAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("shows", paging.ToPage(), BackendJson.Default.PageShow, cancellationToken)).ToConnection();

    /// <summary>The most popular podcasts, then new ones.</summary>
    [UsePaging(ConnectionName = "Show", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Show>> GetPopularShowsAsync(
        PagingArguments paging, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetPageAsync("shows/popular", paging.ToPage(), BackendJson.Default.PageShow, cancellationToken)).ToConnection();
}
