using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog;

/// <summary>Reads the catalog's state; see <see cref="CatalogKeys"/>.</summary>
internal sealed class CatalogStore(Transactions transactions)
{
    /// <summary>Those of the items that are there, in the order of the ids, in one call.</summary>
    public async Task<IReadOnlyList<CatalogItem>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(ids.Select(CatalogKeys.Item), cancellationToken);
        return [.. ids.Select(id => session.Loaded<CatalogItem>(CatalogKeys.Item(id))).OfType<CatalogItem>()];
    }

    /// <summary>One window of a list of items, newest first.</summary>
    public async Task<Outcome<Page<T>>> WindowAsync<T>(PagedLog<Guid> log, PageRequest page, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        var windows = await WindowsAsync<T>([(log, page)], cancellationToken);
        return windows.Failed(out var problem, out var pages) ? problem : pages[0];
    }

    /// <summary>One window of each of several lists, newest first.</summary>
    public async Task<Outcome<Page<T>[]>> WindowsAsync<T>(
        IReadOnlyList<(PagedLog<Guid> Log, PageRequest? Page)> requests, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        var session = transactions.Read();
        var windows = await PagedLog<Guid>.WindowsAsync(session, requests, newestFirst: true, cancellationToken);
        return windows.Failed(out var problem, out var pages)
            ? problem
            : await WithItemsAsync<T>(session, pages, cancellationToken);
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
            Guid[] inOrder = [.. tracks.OrderBy(track => track.TrackNumber ?? int.MaxValue).Select(track => track.SongId)];
            if (window.Over(inOrder, id => id.ToString("N")).Failed(out problem, out var ids))
                return problem;
            pages.Add(ids);
        }

        return await WithItemsAsync<Song>(session, pages, cancellationToken);
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
            .OrderBy(genre => genre.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static async Task<Page<T>[]> WithItemsAsync<T>(
        StateSession session, IReadOnlyList<Page<Guid>> pages, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        await session.LoadAsync(pages.SelectMany(page => page.Items).Select(item => CatalogKeys.Item(item.Value)), cancellationToken);
        return [.. pages.Select(page => new Page<T>(
            [.. page.Items.Select(item => new PageItem<T>(item.Cursor, (T)session.Loaded<CatalogItem>(CatalogKeys.Item(item.Value))!))],
            page.HasNextPage,
            page.HasPreviousPage,
            page.TotalCount))];
    }
}
