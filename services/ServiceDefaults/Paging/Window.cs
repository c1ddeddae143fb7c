using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.ServiceDefaults.Paging;

/// <summary>
/// A checked <see cref="PageRequest"/>: how many items, from which end. When both first and last are asked for, first wins
/// and last is taken of its outcome, as the Relay cursor connections specification has it.
/// </summary>
/// <param name="Count">Items to take, 0 to 100.</param>
/// <param name="FromEnd">Whether they are taken from the end of what remains.</param>
/// <param name="After">The cursor behind which the window starts.</param>
/// <param name="Before">The cursor before which the window ends.</param>
/// <param name="KeepLast">Of the items taken from the start, only so many of the last; null for all.</param>
public readonly record struct Window(int Count, bool FromEnd, string? After, string? Before, int? KeepLast)
{
    public const int Default = 20;
    public const int Largest = 100;

    /// <summary>Checks the numbers; the cursors are read by the list they belong to.</summary>
    public static Outcome<Window> Of(PageRequest? page)
    {
        if (page is null)
            return new Window(Default, false, null, null, null);
        if (page.First is < 0 or > Largest)
            return Problem.Invalid("first", $"first must be 0 to {Largest}.");
        if (page.Last is < 0 or > Largest)
            return Problem.Invalid("last", $"last must be 0 to {Largest}.");
        return page is { First: null, Last: { } last }
            ? new Window(last, true, page.After, page.Before, null)
            : new Window(page.First ?? Default, false, page.After, page.Before, page.Last);
    }

    /// <summary>This window of a list that is at hand as a whole.</summary>
    /// <param name="cursorOf">An item's cursor; different for every item.</param>
    public Outcome<Page<T>> Over<T>(IReadOnlyList<T> all, Func<T, string> cursorOf)
    {
        var (low, high) = (0, all.Count - 1);
        if (After is { } after)
        {
            if (IndexOf(after) is not { } index)
                return Problem.Invalid("after", "after is not a cursor of this list.");
            low = index + 1;
        }

        if (Before is { } before)
        {
            if (IndexOf(before) is not { } index)
                return Problem.Invalid("before", "before is not a cursor of this list.");
            high = index - 1;
        }

        var found = new List<PageItem<T>>();
        while (low <= high && found.Count <= Count)
        {
            var item = all[FromEnd ? high-- : low++];
            found.Add(new PageItem<T>(cursorOf(item), item));
        }

        return ToPage(found, all.Count);

        int? IndexOf(string cursor)
        {
            for (var i = 0; i < all.Count; i++)
            {
                if (cursorOf(all[i]) == cursor)
                    return i;
            }

            return null;
        }
    }

    /// <summary>
    /// The page of this window, from the items found in the direction of the window, one more than <see cref="Count"/> where
    /// there are more.
    /// </summary>
    /// <param name="found">In the order in which they were taken: from the start, or, with <see cref="FromEnd"/>, from the end.</param>
    public Page<T> ToPage<T>(IReadOnlyList<PageItem<T>> found, int totalCount)
    {
        var more = found.Count > Count;
        var items = found.Take(Count).ToList();
        if (FromEnd)
        {
            items.Reverse();
            return new Page<T>(items, Before is not null, more, totalCount);
        }

        var cut = KeepLast is { } keep && keep < items.Count;
        if (cut)
            items.RemoveRange(0, items.Count - KeepLast!.Value);
        return new Page<T>(items, more, After is not null || cut, totalCount);
    }
}
