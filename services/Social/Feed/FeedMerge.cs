using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Feed;

/// <summary>
/// Merges lists that each grow with time into one that is newest first, reading each from its end only as far down as the
/// window needs, one page of every list that may still matter in each call.
/// </summary>
internal sealed class FeedMerge(StateSession session, IReadOnlyList<PagedLog<FeedEntry>> lists, FeedEntry? after, FeedEntry? before)
{
    private readonly List<Source> _sources = [.. lists
        .Select(list => new Source(list, list.LoadedPageCount(session)))
        .Where(source => source.PagesLeft > 0)];

    private readonly List<FeedEntry> _found = [];

    /// <summary>The newest <paramref name="count"/> entries between the cursors, newest first.</summary>
    public async Task<IReadOnlyList<FeedEntry>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            _found.Sort((one, other) => other.CompareTo(one));
            var worst = _found.Count >= count ? _found[count - 1] : null;
            var needed = _sources.Where(source => source.PagesLeft > 0 && MayHold(source, worst)).ToArray();
            if (needed.Length == 0)
                return [.. _found.Take(count)];
            await ReadAsync(needed, cancellationToken);
        }
    }

    /// <summary>The oldest <paramref name="count"/> entries between the cursors, oldest first.</summary>
    public async Task<IReadOnlyList<FeedEntry>> OldestAsync(int count, CancellationToken cancellationToken)
    {
        while (_sources.Where(source => source.PagesLeft > 0 && MayHold(source, null)).ToArray() is { Length: > 0 } needed)
            await ReadAsync(needed, cancellationToken);
        _found.Sort();
        return [.. _found.Take(count)];
    }

    /// <summary>Whether what was not read yet of a list can be newer than the last entry that is wanted.</summary>
    private bool MayHold(Source source, FeedEntry? worst) =>
        source.OldestRead is not { } oldest
        || ((before is null || oldest.CompareTo(before) > 0) && (worst is null || oldest.CompareTo(worst) > 0));

    private async Task ReadAsync(IReadOnlyList<Source> sources, CancellationToken cancellationToken)
    {
        await PagedLog<FeedEntry>.LoadPagesAsync(
            session, sources.Select(source => (source.List, source.PagesLeft - 1)), cancellationToken);
        foreach (var source in sources)
        {
            var entries = source.List.LoadedPage(session, --source.PagesLeft);
            foreach (var entry in entries)
            {
                if ((after is null || entry.CompareTo(after) < 0) && (before is null || entry.CompareTo(before) > 0))
                    _found.Add(entry);
                if (source.OldestRead is null || entry.CompareTo(source.OldestRead) < 0)
                    source.OldestRead = entry;
            }
        }
    }

    private sealed class Source(PagedLog<FeedEntry> list, long pages)
    {
        public PagedLog<FeedEntry> List { get; } = list;

        public long PagesLeft { get; set; } = pages;

        public FeedEntry? OldestRead { get; set; }
    }
}
