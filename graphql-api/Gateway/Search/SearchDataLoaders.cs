namespace MusicGraph.Gateway.Search;

internal static class SearchDataLoaders
{
    /// <summary>All that a query asks of one search comes in one call.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<SearchPart, SearchPartAnswer>> GetSearchPartAsync(
        IReadOnlyList<SearchPart> parts, SearchClient search, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(parts
            .GroupBy(part => part.Search)
            .Select(ofSearch => AnswerAsync(ofSearch.Key, [.. ofSearch], search, cancellationToken)));
        return answers.SelectMany(ofSearch => ofSearch).ToDictionary(answer => answer.Part, answer => answer.Answer);
    }

    /// <summary>What the hits are, of each kind in one call of the service that owns it; what is gone meanwhile is left out.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<(SearchType Type, Guid Id), object>> GetSearchHitAsync(
        IReadOnlyList<(SearchType Type, Guid Id)> hits,
        ICatalogItemByIdDataLoader itemById,
        IPlaylistByIdDataLoader playlistById,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken)
    {
        // Begun together, so that they are asked at once.
        var items = itemById.LoadAsync(IdsOf(type => type is not (SearchType.Playlist or SearchType.User)), cancellationToken);
        var playlists = playlistById.LoadAsync(IdsOf(type => type is SearchType.Playlist), cancellationToken);
        var users = userById.LoadAsync(IdsOf(type => type is SearchType.User), cancellationToken);
        var found = new Dictionary<Guid, object>();
        foreach (var item in (await items).OfType<CatalogItem>())
            found[item.Id] = item;
        foreach (var playlist in (await playlists).OfType<Playlist>())
            found[playlist.Id] = playlist;
        foreach (var user in (await users).OfType<User>())
            found[user.Id] = user;
        return hits.Where(hit => found.ContainsKey(hit.Id)).ToDictionary(hit => hit, hit => found[hit.Id]);

        IReadOnlyList<Guid> IdsOf(Func<SearchType, bool> belongs) => [.. hits.Where(hit => belongs(hit.Type)).Select(hit => hit.Id)];
    }

    private static async Task<IEnumerable<(SearchPart Part, SearchPartAnswer Answer)>> AnswerAsync(
        SearchResults of, IReadOnlyList<SearchPart> parts, SearchClient search, CancellationToken cancellationToken)
    {
        var windows = parts.Where(part => part.Window is not null).ToList();
        var answer = await search.SearchAsync(
            of.Request with { Pages = [.. windows.Select(part => part.Window!)], Facets = windows.Count < parts.Count }, cancellationToken);
        return parts.Select(part => (part, part.Window is null
            ? new SearchPartAnswer(null, answer.Facets)
            : new SearchPartAnswer(answer.Pages[windows.IndexOf(part)], null)));
    }
}
