using System.Globalization;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.ServiceDefaults.Paging;

/// <summary>Walks the pages of a <see cref="PagedLog{T}"/> until a window is filled.</summary>
internal sealed class LogWalk<T>
{
    private readonly PagedLog<T> _log;
    private readonly Window _window;
    private readonly int _total;
    private readonly bool _upwards;
    private readonly List<PageItem<T>> _found = [];

    // What is still to be looked at: sequence numbers from _low to _high, both included.
    private long _low;
    private long _high;

    private LogWalk(PagedLog<T> log, LogHead head, Window window, bool newestFirst, long? after, long? before)
    {
        (_log, _window, _total) = (log, window, head.Count);
        _low = head.First;
        _high = head.Next - 1;
        if (newestFirst)
            (after, before) = (before, after);
        if (after is { } a)
            _low = Math.Max(_low, a + 1);
        if (before is { } b)
            _high = Math.Min(_high, b - 1);
        _upwards = newestFirst == window.FromEnd;
    }

    public bool Done => _low > _high || _found.Count > _window.Count;

    public static Outcome<LogWalk<T>> Of(PagedLog<T> log, LogHead head, PageRequest? page, bool newestFirst)
    {
        if (Window.Of(page).Failed(out var problem, out var window))
            return problem;
        if (!TryRead(window.After, out var after))
            return Problem.Invalid("after", "after is not a cursor of this list.");
        if (!TryRead(window.Before, out var before))
            return Problem.Invalid("before", "before is not a cursor of this list.");
        return new LogWalk<T>(log, head, window, newestFirst, after, before);
    }

    /// <summary>The keys of the next pages this walk needs, none when it is done.</summary>
    public IEnumerable<(string Key, long Number)> NextPages(int count)
    {
        if (Done)
            yield break;
        const int size = PagedLog.PageSize;
        var (first, last) = (_low / size, _high / size);
        for (var i = 0; i < count && first + i <= last; i++)
        {
            var number = _upwards ? first + i : last - i;
            yield return (_log.PageKey(number * size), number);
        }
    }

    /// <summary>Takes what it needs from the pages of <see cref="NextPages"/>, which are loaded now.</summary>
    public void Take(StateSession session, int count)
    {
        foreach (var (key, number) in NextPages(count).ToArray())
        {
            if (Done)
                return;
            var items = (session.Loaded<LogPage<T>>(key)?.Items ?? [])
                .Where(item => item.Sequence >= _low && item.Sequence <= _high);
            foreach (var item in _upwards ? items : items.Reverse())
                _found.Add(new PageItem<T>(item.Sequence.ToString(CultureInfo.InvariantCulture), item.Value));
            if (_upwards)
                _low = (number + 1) * PagedLog.PageSize;
            else
                _high = number * PagedLog.PageSize - 1;
        }
    }

    public Page<T> ToPage() => _window.ToPage(_found, _total);

    private static bool TryRead(string? cursor, out long? sequence)
    {
        sequence = null;
        if (cursor is null)
            return true;
        if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == long.MaxValue)
            return false;
        sequence = number;
        return true;
    }
}
