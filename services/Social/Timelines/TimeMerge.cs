using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Timelines;

/// <summary>
/// Merges many lists into one that is newest first, reading each from its end only as far down as is needed. When the latest item came
/// into a list stands in its head, so of two thousand lists only those are opened that can hold one of the newest items.
/// </summary>
/// <remarks>
/// An item may come into its list late and stand behind newer ones. But none stands in a list before it happened: what was not read yet of
/// a list happened before the oldest item that was read came into it, and that is how far down one must read.
/// </remarks>
/// <param name="session">With the heads of the lists loaded.</param>
/// <param name="after">Only what is older; null for all.</param>
internal sealed class TimeMerge<T>(StateSession session, IEnumerable<PagedLog<T>> lists, Place? after)
    where T : class, ITimed
{
    private const int MostPagesAtOnce = 8;

    private readonly List<Source> _sources = [.. lists
        .Select(list => new Source(list, list.LoadedPageCount(session), list.LoadedFirstPage(session), list.LoadedLatest(session)))
        .Where(source => source.HasMore)];

    private readonly HashSet<Guid> _seen = [];
    private readonly List<T> _found = [];

    /// <summary>The next items, newest first; fewer than asked for at the end.</summary>
    public async Task<IReadOnlyList<T>> NextAsync(int count, CancellationToken cancellationToken)
    {
        for (var (lists, pages) = (count, 1); ; lists *= 2, pages = Math.Min(pages * 2, MostPagesAtOnce))
        {
            var worst = _found.Count >= count ? _found[count - 1].At : (DateTimeOffset?)null;
            var open = _sources.Where(source => source.HasMore && (worst is null || source.Newest >= worst));
            // With too few items at hand every list may matter, those where something happened last the most.
            var needed = (worst is null ? open.OrderByDescending(source => source.Newest).Take(lists) : open).ToArray();
            if (needed.Length == 0)
                break;
            await ReadAsync(needed, pages, cancellationToken);
        }

        var next = _found[..Math.Min(count, _found.Count)];
        _found.RemoveRange(0, next.Count);
        return next;
    }

    private async Task ReadAsync(IReadOnlyList<Source> sources, int pages, CancellationToken cancellationToken)
    {
        await PagedLog<T>.LoadPagesAsync(
            session, sources.SelectMany(source => source.NextPages(pages), (source, page) => (source.List, page)), cancellationToken);
        foreach (var source in sources)
        {
            foreach (var page in source.NextPages(pages).ToArray())
            {
                source.PagesLeft = page;
                foreach (var item in source.List.LoadedPage(session, page))
                {
                    if (item.Added < source.Newest)
                        source.Newest = item.Added;
                    if ((after is not { } place || Place.Of(item).CompareTo(place) < 0) && _seen.Add(item.Id))
                        _found.Add(item);
                }
            }
        }

        _found.Sort((one, other) => Place.Of(other).CompareTo(Place.Of(one)));
    }

    private sealed class Source(PagedLog<T> list, long pages, long firstPage, DateTimeOffset? latest)
    {
        public PagedLog<T> List { get; } = list;

        /// <summary>Pages below this number were not read yet.</summary>
        public long PagesLeft { get; set; } = pages;

        /// <summary>No item that was not read yet is newer.</summary>
        public DateTimeOffset Newest { get; set; } = latest ?? DateTimeOffset.MaxValue;

        public bool HasMore => PagesLeft > firstPage;

        public IEnumerable<long> NextPages(int count)
        {
            for (var page = PagesLeft - 1; page >= firstPage && page >= PagesLeft - count; page--)
                yield return page;
        }
    }
}
