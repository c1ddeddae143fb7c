using System.Globalization;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.ServiceDefaults.Paging;

/// <summary>
/// A list of any length in values of bounded size. Every item gets the next sequence number and lies in the page that number
/// says, so that an append touches the head and the last page, a removal the head and one page, and a cursor, which is a
/// sequence number, stays good whatever happens to the rest of the list.
/// </summary>
public abstract class PagedLog
{
    /// <summary>Sequence numbers per page.</summary>
    public const int PageSize = 100;

    private readonly string _pagePrefix;

    private protected PagedLog(string kind, string id)
    {
        HeadKey = StateKey.Of(kind + "-list", id);
        _pagePrefix = StateKey.Of(kind + "-page", id.Length == 0 ? "" : id + ".");
    }

    /// <summary>The key every change of the list touches, for taking turns.</summary>
    public string HeadKey { get; }

    /// <summary>Reads the heads of many lists in one call, for what is asked of them next.</summary>
    public static Task LoadHeadsAsync(StateSession session, IEnumerable<PagedLog> logs, CancellationToken cancellationToken) =>
        session.LoadAsync(logs.Select(log => log.HeadKey), cancellationToken);

    /// <summary>Reads what appending to all of these lists needs, in two calls instead of two for each.</summary>
    public static async Task LoadForAppendAsync(
        StateSession session, IReadOnlyCollection<PagedLog> logs, CancellationToken cancellationToken)
    {
        await LoadHeadsAsync(session, logs, cancellationToken);
        await session.LoadAsync(
            logs.Select(log => log.PageKey((session.Loaded<LogHead>(log.HeadKey) ?? LogHead.Empty).Next)), cancellationToken);
    }

    internal string PageKey(long sequence) =>
        _pagePrefix + (sequence / PageSize).ToString(CultureInfo.InvariantCulture);
}

/// <inheritdoc cref="PagedLog"/>
/// <param name="kind">The kind of its keys.</param>
/// <param name="id">Tells this list from others of its kind; empty for the only one.</param>
public sealed class PagedLog<T>(string kind, string id = "") : PagedLog(kind, id)
{
    private const int MostPagesPerRead = 16;

    /// <summary>Adds an item at the end.</summary>
    /// <returns>Its sequence number, which removes it again.</returns>
    public async Task<long> AppendAsync(StateSession session, T value, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(session, cancellationToken);
        var key = PageKey(head.Next);
        var page = await session.GetAsync<LogPage<T>>(key, cancellationToken) ?? new LogPage<T>([]);
        session.Put(key, new LogPage<T>([.. page.Items, new LogItem<T>(head.Next, value)]));
        session.Put(HeadKey, new LogHead(head.Next + 1, head.Count + 1));
        return head.Next;
    }

    /// <summary>Removes the item with this sequence number.</summary>
    /// <returns>False when it is not there.</returns>
    public async Task<bool> RemoveAsync(StateSession session, long sequence, CancellationToken cancellationToken)
    {
        var key = PageKey(sequence);
        await session.LoadAsync([HeadKey, key], cancellationToken);
        var page = session.Loaded<LogPage<T>>(key);
        if (page is null || page.Items.All(item => item.Sequence != sequence))
            return false;

        var head = await HeadAsync(session, cancellationToken);
        var rest = page.Items.Where(item => item.Sequence != sequence).ToArray();
        if (rest.Length == 0)
            session.Delete(key);
        else
            session.Put(key, new LogPage<T>(rest));
        session.Put(HeadKey, head with { Count = head.Count - 1 });
        return true;
    }

    /// <summary>How many items there are.</summary>
    public async Task<int> CountAsync(StateSession session, CancellationToken cancellationToken) =>
        (await HeadAsync(session, cancellationToken)).Count;

    /// <summary>The number of items, if the head was loaded before.</summary>
    public int LoadedCount(StateSession session) => session.Loaded<LogHead>(HeadKey)?.Count ?? 0;

    /// <summary>One window of this list.</summary>
    public async Task<Outcome<Page<T>>> WindowAsync(
        StateSession session, PageRequest? page, bool newestFirst, CancellationToken cancellationToken)
    {
        var pages = await WindowsAsync(session, [(this, page)], newestFirst, cancellationToken);
        return pages.Failed(out var problem, out var windows) ? problem : windows[0];
    }

    /// <summary>One window of each of several lists, read together: all heads in one call, then all pages in one call.</summary>
    public static async Task<Outcome<IReadOnlyList<Page<T>>>> WindowsAsync(
        StateSession session,
        IReadOnlyList<(PagedLog<T> Log, PageRequest? Page)> requests,
        bool newestFirst,
        CancellationToken cancellationToken)
    {
        await LoadHeadsAsync(session, requests.Select(request => request.Log), cancellationToken);
        var walks = new List<LogWalk<T>>();
        foreach (var (log, page) in requests)
        {
            var walk = LogWalk<T>.Of(log, session.Loaded<LogHead>(log.HeadKey) ?? LogHead.Empty, page, newestFirst);
            if (walk.Failed(out var problem, out var started))
                return problem;
            walks.Add(started);
        }

        for (var pagesEach = 2; walks.Exists(walk => !walk.Done); pagesEach = Math.Min(pagesEach * 2, MostPagesPerRead))
        {
            await session.LoadAsync(walks.SelectMany(walk => walk.NextPages(pagesEach)).Select(key => key.Key), cancellationToken);
            foreach (var walk in walks)
                walk.Take(session, pagesEach);
        }

        return walks.ConvertAll(walk => walk.ToPage());
    }

    /// <summary>Items from a sequence number on, oldest first, a batch of pages at a time.</summary>
    /// <returns>The items and the sequence number to go on from; no items when that is the end.</returns>
    public async Task<(IReadOnlyList<T> Items, long Next)> ReadFromAsync(
        StateSession session, long sequence, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(session, cancellationToken);
        while (sequence < head.Next)
        {
            var end = Math.Min(head.Next, (sequence / PageSize + MostPagesPerRead) * PageSize);
            var keys = Enumerable.Range(0, MostPagesPerRead).Select(i => PageKey(sequence + (long)i * PageSize)).ToArray();
            await session.LoadAsync(keys, cancellationToken);
            var items = keys
                .SelectMany(key => session.Loaded<LogPage<T>>(key)?.Items ?? [])
                .Where(item => item.Sequence >= sequence)
                .Select(item => item.Value)
                .ToArray();
            sequence = end;
            if (items.Length > 0)
                return (items, sequence);
        }

        return ([], sequence);
    }

    /// <summary>All items of lists that are known to be short, oldest first: all heads in one call, all pages in one call.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<T>>> ReadAllAsync(
        StateSession session, IReadOnlyList<PagedLog<T>> logs, CancellationToken cancellationToken)
    {
        await LoadHeadsAsync(session, logs, cancellationToken);
        await session.LoadAsync(logs.SelectMany(log => PageKeys(session, log)), cancellationToken);
        return [.. logs.Select(log => PageKeys(session, log)
            .SelectMany(key => session.Loaded<LogPage<T>>(key)?.Items ?? [])
            .Select(item => item.Value)
            .ToArray())];
    }

    /// <summary>Reads pages of several lists in one call.</summary>
    public static Task LoadPagesAsync(
        StateSession session, IEnumerable<(PagedLog<T> Log, long Page)> pages, CancellationToken cancellationToken) =>
        session.LoadAsync(pages.Select(page => page.Log.PageKey(page.Page * PageSize)), cancellationToken);

    /// <summary>The number of pages there ever were, if the head was loaded before; those that became empty count.</summary>
    public long LoadedPageCount(StateSession session) =>
        ((session.Loaded<LogHead>(HeadKey) ?? LogHead.Empty).Next + PageSize - 1) / PageSize;

    /// <summary>The items of a page that was loaded before.</summary>
    public IEnumerable<T> LoadedPage(StateSession session, long page) =>
        session.Loaded<LogPage<T>>(PageKey(page * PageSize))?.Items.Select(item => item.Value) ?? [];

    private static IEnumerable<string> PageKeys(StateSession session, PagedLog<T> log)
    {
        var head = session.Loaded<LogHead>(log.HeadKey) ?? LogHead.Empty;
        for (var sequence = 0L; sequence < head.Next; sequence += PageSize)
            yield return log.PageKey(sequence);
    }

    private async Task<LogHead> HeadAsync(StateSession session, CancellationToken cancellationToken) =>
        await session.GetAsync<LogHead>(HeadKey, cancellationToken) ?? LogHead.Empty;
}

/// <param name="Next">The sequence number the next item gets.</param>
/// <param name="Count">Items that were not removed.</param>
internal sealed record LogHead(long Next, int Count)
{
    public static LogHead Empty { get; } = new(0, 0);
}

internal sealed record LogPage<T>(IReadOnlyList<LogItem<T>> Items);

internal sealed record LogItem<T>(long Sequence, T Value);
