using System.Globalization;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.ServiceDefaults.Paging;

/// <summary>
/// A list of any length in values of bounded size, and an aggregate of its own: what stands in it is made elsewhere first and then
/// listed. Every item gets the next sequence number and lies in the page that number says, so that an append touches the head and
/// the last page, a removal the head and one page, and a cursor, which is a sequence number, stays good whatever happens to the rest
/// of the list. An entry per item remembers its number and of which version of the item that is, so that a change may come twice, late
/// or out of turn.
/// </summary>
public abstract class PagedLog
{
    /// <summary>Sequence numbers per page.</summary>
    public const int PageSize = 100;

    /// <summary>How long it is remembered that an item was removed: much longer than a broker tries to deliver an old event.</summary>
    private protected static readonly TimeSpan RemovalIsRemembered = TimeSpan.FromDays(7);

    private protected PagedLog(string kind, string id) => Aggregate = StateKey.Of(kind + "-list", id);

    /// <summary>The list's aggregate, which is also the key of its head.</summary>
    public string Aggregate { get; }

    /// <summary>Reads the heads of many lists in one call, for what is asked of them next.</summary>
    public static Task LoadHeadsAsync(StateSession session, IEnumerable<PagedLog> logs, CancellationToken cancellationToken) =>
        session.LoadAsync(logs.Select(log => log.Aggregate), cancellationToken);

    /// <summary>The number of items, if the head was loaded before.</summary>
    public int LoadedCount(StateSession session) => LoadedHead(session).Count;

    /// <summary>The sequence number that the next item gets, if the head was loaded before.</summary>
    public long LoadedNext(StateSession session) => LoadedHead(session).Next;

    /// <summary>When the latest item was added, if the head was loaded before; null for a list without any, or an old one.</summary>
    public DateTimeOffset? LoadedLatest(StateSession session) => LoadedHead(session).LatestAt;

    internal LogHead LoadedHead(StateSession session) => session.Loaded<LogHead>(Aggregate) ?? LogHead.Empty;

    internal string PageKey(long sequence) =>
        StateKey.Part(Aggregate, "page" + (sequence / PageSize).ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether the list has heard of this version of an item, if <see cref="EntryKey"/> was loaded before.</summary>
    public bool LoadedKnows(StateSession session, string id, long version) =>
        session.Loaded<LogEntry>(EntryKey(id)) is { } entry && entry.Version >= version;

    /// <summary>Whether an item stands in the list, if <see cref="EntryKey"/> was loaded before.</summary>
    public bool LoadedHas(StateSession session, string id) => LoadedSequence(session, id) is not null;

    private protected long? LoadedSequence(StateSession session, string id) => session.Loaded<LogEntry>(EntryKey(id))?.Sequence;

    /// <summary>Where the list remembers an item.</summary>
    public string EntryKey(string id) => StateKey.Part(Aggregate, "entry" + id);
}

/// <inheritdoc cref="PagedLog"/>
/// <param name="kind">The kind of its keys.</param>
/// <param name="id">Tells this list from others of its kind; empty for the only one.</param>
/// <param name="keepPages">How many pages it keeps, the oldest go; null for all.</param>
public sealed class PagedLog<T>(string kind, string id = "", int? keepPages = null) : PagedLog(kind, id)
{
    private const int MostPagesPerRead = 16;

    // An item of a list that forgets is remembered until no event brings it any more.
    private TimeSpan? EntryIsRemembered => keepPages is null ? null : RemovalIsRemembered;

    /// <summary>Changes that one transaction makes at the most: with a page for each it has room for them in Cosmos DB.</summary>
    public const int MostChanges = 40;

    /// <summary>Adds an item at the end, or gives the one that stands in the list its new value, unless a later version was heard of.</summary>
    /// <param name="id">The item's id; in the list it stands once.</param>
    /// <param name="version">Of what says that it belongs in the list; grows with every change of that.</param>
    /// <param name="value">Makes what is listed, when it is this item's turn.</param>
    public Task AddAsync(Transactions transactions, string id, long version, Func<T> value, CancellationToken cancellationToken) =>
        ChangeAsync(transactions, new ListChange<T>(id, version, value), cancellationToken);

    /// <summary>Removes an item, unless it was added by a later version.</summary>
    public Task RemoveAsync(Transactions transactions, string id, long version, CancellationToken cancellationToken) =>
        ChangeAsync(transactions, new ListChange<T>(id, version, null), cancellationToken);

    /// <summary>Makes those of the changes that are news, <see cref="MostChanges"/> in a transaction.</summary>
    public async Task ChangeAsync(Transactions transactions, IReadOnlyList<ListChange<T>> changes, CancellationToken cancellationToken)
    {
        foreach (var some in changes.Chunk(MostChanges))
        {
            await transactions.RunAsync<bool>(
                Aggregate,
                async (session, token) =>
                {
                    await ChangeAsync(session, some, transactions.Now, token);
                    return true;
                },
                cancellationToken);
        }
    }

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
            if (LogWalk<T>.Of(log, log.LoadedHead(session), page, newestFirst).Failed(out var problem, out var started))
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

    /// <summary>Items from a sequence number on, oldest first, up to <paramref name="pages"/> pages of them at a time.</summary>
    /// <returns>The items and the sequence number to go on from; no items when that is the end.</returns>
    public async Task<(IReadOnlyList<T> Items, long Next)> ReadFromAsync(
        StateSession session, long sequence, CancellationToken cancellationToken, int pages = MostPagesPerRead)
    {
        await session.LoadAsync([Aggregate], cancellationToken);
        var head = LoadedHead(session);
        while (sequence < head.Next)
        {
            var end = Math.Min(head.Next, (sequence / PageSize + pages) * PageSize);
            var keys = Enumerable.Range(0, pages).Select(i => PageKey(sequence + (long)i * PageSize)).ToArray();
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
        await LoadPagesAsync(session, logs.SelectMany(log => log.LoadedPageNumbers(session), (log, page) => (log, page)), cancellationToken);
        return [.. logs.Select(log => log.LoadedPageNumbers(session).SelectMany(page => log.LoadedPage(session, page)).ToArray())];
    }

    /// <summary>Reads pages of several lists in one call.</summary>
    public static Task LoadPagesAsync(
        StateSession session, IEnumerable<(PagedLog<T> Log, long Page)> pages, CancellationToken cancellationToken) =>
        session.LoadAsync(pages.Select(page => page.Log.PageKey(page.Page * PageSize)), cancellationToken);

    /// <summary>The number of pages there ever were, if the head was loaded before; those that became empty or are forgotten count.</summary>
    public long LoadedPageCount(StateSession session) => (LoadedHead(session).Next + PageSize - 1) / PageSize;

    /// <summary>The number of the first page that is not forgotten, if the head was loaded before.</summary>
    public long LoadedFirstPage(StateSession session) => LoadedHead(session).First / PageSize;

    /// <summary>The items of a page that was loaded before.</summary>
    public IEnumerable<T> LoadedPage(StateSession session, long page) =>
        session.Loaded<LogPage<T>>(PageKey(page * PageSize))?.Items.Select(item => item.Value) ?? [];

    private IEnumerable<long> LoadedPageNumbers(StateSession session)
    {
        for (var page = LoadedFirstPage(session); page < LoadedPageCount(session); page++)
            yield return page;
    }

    /// <summary>One change, which shares its transaction with others that are waiting.</summary>
    private Task ChangeAsync(Transactions transactions, ListChange<T> change, CancellationToken cancellationToken) =>
        transactions.RunTogetherAsync(
            Aggregate,
            [Aggregate, EntryKey(change.Id)],
            (session, token) => ChangeAsync(session, [change], transactions.Now, token),
            cancellationToken);

    private async Task ChangeAsync(
        StateSession session, IReadOnlyList<ListChange<T>> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.LoadAsync([Aggregate, .. changes.Select(change => EntryKey(change.Id))], cancellationToken);
        var head = LoadedHead(session);
        var news = changes.Where(change => !LoadedKnows(session, change.Id, change.Version)).ToArray();
        var places = news.Select(change => LoadedSequence(session, change.Id)).OfType<long>().Where(place => place >= head.First);
        var added = news.Count(change => change.Value is not null && LoadedSequence(session, change.Id) is null);
        var ends = Enumerable.Range(0, added).Select(i => head.Next + i);
        var keys = places.Concat(ends).Select(PageKey).Distinct().ToArray();
        await session.LoadAsync(keys, cancellationToken);
        var pages = keys.ToDictionary(key => key, key => session.Loaded<LogPage<T>>(key)?.Items.ToList() ?? []);
        var touched = new HashSet<string>();
        foreach (var change in news)
        {
            var sequence = LoadedSequence(session, change.Id);
            if (change.Value is null && sequence is { } gone)
            {
                if (gone >= head.First)
                {
                    pages[PageKey(gone)].RemoveAll(item => item.Sequence == gone);
                    touched.Add(PageKey(gone));
                    head = head with { Count = head.Count - 1 };
                }

                sequence = null;
            }
            else if (change.Value is not null && sequence is null)
            {
                if (Forgets(head))
                    head = await ForgetAsync(session, head, pages, touched, cancellationToken);
                sequence = head.Next;
                pages[PageKey(head.Next)].Add(new LogItem<T>(head.Next, change.Value()));
                touched.Add(PageKey(head.Next));
                head = head with { Next = head.Next + 1, Count = head.Count + 1, LatestAt = now };
            }
            else if (change.Value is not null && sequence is { } known && known >= head.First)
            {
                var (page, item) = (pages[PageKey(known)], new LogItem<T>(known, change.Value()));
                var place = page.FindIndex(other => other.Sequence == known);
                if (place >= 0 && page[place] != item)
                {
                    page[place] = item;
                    touched.Add(PageKey(known));
                }
            }

            session.Put(
                EntryKey(change.Id), new LogEntry(change.Version, sequence), sequence is null ? RemovalIsRemembered : EntryIsRemembered);
        }

        foreach (var key in touched)
        {
            if (pages[key].Count == 0)
                session.Delete(key);
            else
                session.Put(key, new LogPage<T>(pages[key]));
        }

        if (touched.Count > 0)
            session.Put(Aggregate, head);
    }

    /// <summary>Whether the next item begins a page more than are kept.</summary>
    private bool Forgets(LogHead head) => head.Next % PageSize == 0 && (head.Next - head.First) / PageSize >= keepPages;

    /// <summary>Lets go of the oldest page.</summary>
    private async Task<LogHead> ForgetAsync(
        StateSession session,
        LogHead head,
        Dictionary<string, List<LogItem<T>>> pages,
        HashSet<string> touched,
        CancellationToken cancellationToken)
    {
        var key = PageKey(head.First);
        var stored = await session.GetAsync<LogPage<T>>(key, cancellationToken);
        var count = pages.TryGetValue(key, out var changed) ? changed.Count : stored?.Items.Count ?? 0;
        session.Delete(key);
        touched.Remove(key);
        return head with { First = head.First + PageSize, Count = head.Count - count };
    }
}

/// <summary>That an item belongs in a list, or does not any more.</summary>
/// <param name="Id">The item's id; in the list it stands once.</param>
/// <param name="Version">Of what says so; grows with every change of that.</param>
/// <param name="Value">Makes what is listed; null removes it.</param>
public sealed record ListChange<T>(string Id, long Version, Func<T>? Value);

/// <param name="Next">The sequence number the next item gets.</param>
/// <param name="Count">Items that were not removed.</param>
/// <param name="LatestAt">When the latest item was added.</param>
/// <param name="First">What stands before this sequence number is forgotten.</param>
internal sealed record LogHead(long Next, int Count, DateTimeOffset? LatestAt = null, long First = 0)
{
    public static LogHead Empty { get; } = new(0, 0);
}

internal sealed record LogPage<T>(IReadOnlyList<LogItem<T>> Items);

internal sealed record LogItem<T>(long Sequence, T Value);

/// <param name="Version">The latest version that said whether the item belongs in the list.</param>
/// <param name="Sequence">Where it stands; null when it was removed.</param>
internal sealed record LogEntry(long Version, long? Sequence);
