namespace MusicGraph.Gateway.Search;

[ObjectType<SearchResults>]
internal static partial class SearchResultsType
{
    /// <summary>The best of all results, to be shown alone.</summary>
    [GraphQLType("SearchResult")]
    public static async Task<object?> GetTopResultAsync(
        [Parent] SearchResults search, ISearchPartDataLoader parts, ISearchHitDataLoader hits, CancellationToken cancellationToken) =>
        await PageAsync(search, null, new PagingArguments(1), parts, cancellationToken) is { Hits: [{ } best, ..] }
            ? await hits.LoadAsync((best.Type, best.Id), cancellationToken)
            : null;

    /// <summary>Results of all types in one list.</summary>
    /// <param name="first">How many, up to 100; 20 when not given.</param>
    /// <param name="after">The `endCursor` of the page before.</param>
    [ListSize(AssumedSize = PageSize.Most, SlicingArguments = ["first"], SizedFields = ["nodes"], RequireOneSlicingArgument = false)]
    public static async Task<SearchResultPage> GetAllAsync(
        [Parent] SearchResults search,
        int? first,
        string? after,
        ISearchPartDataLoader parts,
        ISearchHitDataLoader hits,
        CancellationToken cancellationToken)
    {
        var page = await PageAsync(search, null, new PagingArguments(first, after), parts, cancellationToken);
        var found = await hits.LoadAsync([.. page.Hits.Select(hit => (hit.Type, hit.Id))], cancellationToken);
        return new SearchResultPage(
            [.. found.OfType<object>()], page.Hits.Count == 0 ? null : page.Hits[^1].Cursor, page.HasNextPage, page.TotalCount);
    }

    /// <summary>The songs among the results.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<Song>> GetSongsAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.Song, paging, parts, songById, cancellationToken);

    /// <summary>The albums among the results.</summary>
    [UsePaging(ConnectionName = "Album", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<Album>> GetAlbumsAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, IAlbumByIdDataLoader albumById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.Album, paging, parts, albumById, cancellationToken);

    /// <summary>The artists among the results.</summary>
    [UsePaging(ConnectionName = "Artist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<Artist>> GetArtistsAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.Artist, paging, parts, artistById, cancellationToken);

    /// <summary>The public playlists among the results.</summary>
    [UsePaging(ConnectionName = "Playlist", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<Playlist>> GetPlaylistsAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, IPlaylistByIdDataLoader playlistById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.Playlist, paging, parts, playlistById, cancellationToken);

    /// <summary>The podcasts among the results.</summary>
    [UsePaging(ConnectionName = "Show", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<Show>> GetShowsAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, IShowByIdDataLoader showById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.Show, paging, parts, showById, cancellationToken);

    /// <summary>The episodes of podcasts among the results.</summary>
    [UsePaging(ConnectionName = "Episode", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<Episode>> GetEpisodesAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, IEpisodeByIdDataLoader episodeById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.Episode, paging, parts, episodeById, cancellationToken);

    /// <summary>The users among the results, found by their names.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static Task<Connection<User>> GetUsersAsync(
        [Parent] SearchResults search, PagingArguments paging, ISearchPartDataLoader parts, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        ConnectionAsync(search, SearchType.User, paging, parts, userById, cancellationToken);

    /// <summary>How the results are spread over types, genres, countries and decades.</summary>
    public static async Task<SearchFacets> GetFacetsAsync([Parent] SearchResults search, ISearchPartDataLoader parts, CancellationToken cancellationToken) =>
        (await parts.LoadAsync(new SearchPart(search, null), cancellationToken))!.Facets!;

    private static async Task<Connection<T>> ConnectionAsync<T>(
        SearchResults search,
        SearchType type,
        PagingArguments paging,
        ISearchPartDataLoader parts,
        IDataLoader<Guid, T> byId,
        CancellationToken cancellationToken)
        where T : class
    {
        var page = await PageAsync(search, type, paging, parts, cancellationToken);
        return await new Page<Guid>(
            [.. page.Hits.Select(hit => new PageItem<Guid>(hit.Cursor, hit.Id))],
            page.HasNextPage,
            paging.After is not null,
            page.TotalCount).ToConnectionAsync(byId, cancellationToken);
    }

    private static async Task<SearchPage> PageAsync(
        SearchResults search, SearchType? type, PagingArguments paging, ISearchPartDataLoader parts, CancellationToken cancellationToken)
    {
        // The best come first, and nobody knows the last of very many.
        if (paging.Last is not null || paging.Before is not null)
            throw new InvalidInputException("last", "The results of a search can be read forward only: by first and after.");
        var part = new SearchPart(search, new SearchWindow(type, paging.First, paging.After));
        return (await parts.LoadAsync(part, cancellationToken))!.Page!;
    }
}
