using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Timelines;

/// <summary>A checked part of lists merged by time, which are read from the newest item on, by first and after.</summary>
internal sealed class TimelineWindow
{
    private const int MostLookedUpAtOnce = 200;

    private readonly Window _window;
    private readonly Place? _after;

    private TimelineWindow(Window window, Place? after)
    {
        _window = window;
        _after = after;
    }

    public static Outcome<TimelineWindow> Of(PageRequest page)
    {
        if (Window.Of(page).Failed(out var problem, out var window))
            return problem;
        if (window.FromEnd || window.KeepLast is not null || window.Before is not null)
            return Problem.Invalid("last", "This list is read from its newest item on, by first and after.");
        if (!Place.TryRead(window.After, out var after))
            return Problem.Invalid("after", "after is not a cursor of this list.");
        return new TimelineWindow(window, after);
    }

    /// <summary>Reads on until there are enough items that may be shown.</summary>
    /// <param name="session">With the heads of the lists loaded.</param>
    /// <param name="lists">The lists to merge.</param>
    /// <param name="lookUpAsync">Of these entries those that may be shown, each with what is shown.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Page<T>> ReadAsync<TEntry, T>(
        StateSession session,
        IReadOnlyList<PagedLog<TEntry>> lists,
        Func<IReadOnlyList<TEntry>, Task<IEnumerable<(TEntry Entry, T Shown)>>> lookUpAsync,
        CancellationToken cancellationToken)
        where TEntry : class, ITimed
    {
        var merge = new TimeMerge<TEntry>(session, lists, _after);
        var shown = new List<PageItem<T>>();
        for (var count = _window.Count + 1; shown.Count <= _window.Count; count = Math.Min(count * 2, MostLookedUpAtOnce))
        {
            var entries = await merge.NextAsync(count, cancellationToken);
            shown.AddRange((await lookUpAsync(entries)).Select(found => new PageItem<T>(Place.Of(found.Entry).ToCursor(), found.Shown)));
            if (entries.Count < count)
                break;
        }

        return _window.ToPage([.. shown.Take(_window.Count + 1)], lists.Sum(list => list.LoadedCount(session)));
    }
}
