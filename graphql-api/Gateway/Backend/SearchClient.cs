namespace MusicGraph.Gateway.Backend;

/// <summary>The search service: what fits a text, by its id.</summary>
internal sealed class SearchClient(ServiceInvoker services)
{
    public const string AppId = "search";

    public Task<SearchAnswer> SearchAsync(SearchRequest request, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "search", request, BackendJson.Default.SearchRequest, BackendJson.Default.SearchAnswer, cancellationToken);

    public Task<SearchIndexState> GetIndexAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "index", BackendJson.Default.SearchIndexState, cancellationToken);

    public Task<SearchIndexState> RebuildIndexAsync(CancellationToken cancellationToken) =>
        services.SendAsync(AppId, HttpMethod.Post, "index/rebuild", null, BackendJson.Default.SearchIndexState, cancellationToken);
}
