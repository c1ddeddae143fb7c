using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Popularity;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog;

/// <summary>Reads the catalog's state; see <see cref="CatalogKeys"/>.</summary>
internal sealed class CatalogStore(Transactions transactions)
{
    // How far a ranking goes on with what is new where few are known for their popularity.
    private const int LeastRanked = 50;

    /// <summary>Those of the items that are there, in the order of the ids, in one call.</summary>
    public async Task<IReadOnlyList<CatalogItem>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadItemsAsync(ids, cancellationToken);
        return [.. ids.Select(session.LoadedItem).OfType<CatalogItem>()];
    }

    /// <summary>Null when the item is there and the user may change it.</summary>
    public async Task<Problem?> MayChangeAsync(Guid id, CurrentUser user, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadItemsAsync([id], cancellationToken);
        return session.LoadedItem(id) is { } item
            ? ItemRights.Check(item, user)
            : Problem.NotFound();
    }

    /// <summary>Whether an album has songs.</summary>
    public Task<bool> HasSongsAsync(Album album, CancellationToken cancellationToken) =>
        HasAnyAsync(CatalogKeys.AlbumSongs(album.Id), track => track.SongId, cancellationToken);

    /// <summary>Whether an artist has songs or albums.</summary>
    public async Task<bool> HasWorksAsync(Guid artist, CancellationToken cancellationToken) =>
        await HasAnyAsync(CatalogKeys.ArtistSongs(artist), id => id, cancellationToken)
        || await HasAnyAsync(CatalogKeys.ArtistAlbums(artist), id => id, cancellationToken);

    /// <summary>One window of a list of items, newest first.</summary>
    /// <inheritdoc cref="WindowsAsync{T}"/>
    public async Task<Outcome<Page<T>>> WindowAsync<T>(PagedLog<Guid> log, PageRequest page, string? market, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        var windows = await WindowsAsync<T>([(log, page)], market, cancellationToken);
        return windows.Failed(out var problem, out var pages) ? problem : pages[0];
    }

    /// <summary>One window of each of several lists, newest first.</summary>
    /// <param name="market">Leaves out of each window what cannot be played in this country; null leaves out nothing.</param>
    public async Task<Outcome<Page<T>[]>> WindowsAsync<T>(
        IReadOnlyList<(PagedLog<Guid> Log, PageRequest? Page)> requests, string? market, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        var session = transactions.Read();
        var windows = await PagedLog<Guid>.WindowsAsync(session, requests, newestFirst: true, cancellationToken);
        return windows.Failed(out var problem, out var pages)
            ? problem
            : await WithItemsAsync<T>(session, pages, market, cancellationToken);
    }

    /// <summary>One window of each of several rankings, which go on with the newest of a list where they are short.</summary>
    /// <inheritdoc cref="WindowsAsync{T}"/>
    public async Task<Outcome<Page<T>[]>> RankedAsync<T>(
        IReadOnlyList<(Ranking Ranking, PagedLog<Guid>? Else, PageRequest? Page)> requests, string? market, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        if (requests.Count == 0)
            return Array.Empty<Page<T>>();
        var session = transactions.Read();
        await session.LoadAsync(requests.Select(request => request.Ranking.Key), cancellationToken);
        var newest = await PagedLog<Guid>.WindowsAsync(
            session,
            [.. requests.Where(request => request.Else is not null).Select(request => (request.Else!, (PageRequest?)new PageRequest(LeastRanked)))],
            newestFirst: true,
            cancellationToken);
        var rest = new Queue<Page<Guid>>(newest.Value);
        var ranked = requests
            .Select(request => request.Ranking.Loaded(session).Union(request.Else is null ? [] : rest.Dequeue().Items.Select(item => item.Value)).ToArray())
            .ToArray();
        await session.LoadItemsAsync(ranked.SelectMany(ids => ids), cancellationToken);
        var pages = new List<Page<T>>();
        foreach (var (request, ids) in requests.Zip(ranked))
        {
            T[] items = [.. ids.Select(session.LoadedItem).OfType<T>().Where(item => IsShown(item, market))];
            if (Window.Of(request.Page).Failed(out var problem, out var window)
                || window.Over(items, item => item.Id.ToString("N")).Failed(out problem, out var page))
            {
                return problem;
            }

            pages.Add(page);
        }

        return pages.ToArray();
    }

    /// <summary>One window of the songs of each of several albums, in the order of their tracks.</summary>
    public async Task<Outcome<Page<Song>[]>> AlbumSongsAsync(
        IReadOnlyList<(Guid Album, PageRequest? Page)> requests, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var albums = await PagedLog<AlbumTrack>.ReadAllAsync(
            session, [.. requests.Select(request => CatalogKeys.AlbumSongs(request.Album))], cancellationToken);
        var pages = new List<Page<Guid>>();
        foreach (var ((_, page), tracks) in requests.Zip(albums))
        {
            if (Window.Of(page).Failed(out var problem, out var window))
                return problem;
            // Tracks without a number come last; the sort is stable, so those of equal rank stay in the order of coming.
            Guid[] inOrder = [.. tracks
                .OrderBy(track => track.DiscNumber ?? 1)
                .ThenBy(track => track.TrackNumber ?? int.MaxValue)
                .Select(track => track.SongId)];
            if (window.Over(inOrder, id => id.ToString("N")).Failed(out problem, out var ids))
                return problem;
            pages.Add(ids);
        }

        return await WithItemsAsync<Song>(session, pages, market: null, cancellationToken);
    }

    /// <summary>All genres by name, each with the number of its songs.</summary>
    public async Task<IReadOnlyList<Genre>> GenresAsync(CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var slugs = (await PagedLog<string>.ReadAllAsync(session, [CatalogKeys.Genres], cancellationToken))[0];
        var lists = slugs.Select(CatalogKeys.GenreSongs).ToArray();
        await session.LoadAsync([.. slugs.Select(CatalogKeys.Genre), .. lists.Select(list => list.Aggregate)], cancellationToken);
        return [.. slugs
            .Zip(lists, (slug, list) => new Genre(slug, session.Loaded<GenreRecord>(CatalogKeys.Genre(slug))!.Name, list.LoadedCount(session)))
            .Where(genre => genre.SongCount > 0)
            .OrderBy(genre => genre.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whether anything of a list is there: what was deleted a moment ago may still be listed.</summary>
    private async Task<bool> HasAnyAsync<T>(PagedLog<T> list, Func<T, Guid> idOf, CancellationToken cancellationToken)
    {
        var next = 0L;
        while (true)
        {
            var session = transactions.Read();
            (var entries, next) = await list.ReadFromAsync(session, next, cancellationToken, pages: 1);
            if (entries.Count == 0)
                return false;
            await session.LoadItemsAsync(entries.Select(idOf), cancellationToken);
            if (entries.Any(entry => session.LoadedItem(idOf(entry)) is not null))
                return true;
        }
    }

    private static async Task<Page<T>[]> WithItemsAsync<T>(
        StateSession session, IReadOnlyList<Page<Guid>> pages, string? market, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        await session.LoadItemsAsync(pages.SelectMany(page => page.Items).Select(item => item.Value), cancellationToken);
        // What was deleted a moment ago may still be listed. A window then holds fewer items; its cursors stay good.
        return [.. pages.Select(page => new Page<T>(
            [.. page.Items
                .Select(item => new PageItem<T?>(item.Cursor, session.LoadedItem(item.Value) as T))
                .Where(item => item.Value is not null && IsShown(item.Value, market))
                .Select(item => new PageItem<T>(item.Cursor, item.Value!))],
            page.HasNextPage,
            page.HasPreviousPage,
            page.TotalCount))];
    }

    private static bool IsShown(CatalogItem item, string? market) => market is null || item.IsAvailableIn(market);
}
