using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// The items of one playlist within a session. An item's position is its page's place in the directory and its place on the page, so
/// that nothing is numbered anew when others come and go. Appending fills a page to <see cref="Filled"/>; what is put in between
/// finds room up to <see cref="PageSize"/>, then the page is split. A page that becomes empty goes; small neighbours are joined when the
/// directory grows longer than the items warrant.
/// </summary>
internal sealed class ItemPages(StateSession session, Guid playlist, IReadOnlyList<PageEntry> pages, int nextPage)
{
    /// <summary>Items on a page that was filled by appending.</summary>
    public const int Filled = 100;

    /// <summary>Items on a page at the most.</summary>
    public const int PageSize = 200;

    /// <summary>
    /// Pages that one removal changes at the most: with those that are joined after it they stay below the 100 operations and 2 MB of a
    /// transaction in Cosmos DB.
    /// </summary>
    public const int MostPagesChanged = 60;

    private const int MostJoins = 8;

    private readonly List<PageEntry> _pages = [.. pages];
    private readonly Dictionary<int, PlaylistItem[]> _items = [];

    public IReadOnlyList<PageEntry> Pages => _pages;

    public int NextPage { get; private set; } = nextPage;

    /// <summary>Pages that <see cref="Clear"/> left to be deleted.</summary>
    public List<int> Dropped { get; } = [];

    public int Count => _pages.Sum(page => page.Count);

    /// <summary>The longest that the directory of so many items may be before pages are joined.</summary>
    public static int MostPages(int items) => (items / 25) + 8;

    /// <summary>
    /// Puts items at a position from 0 to <see cref="Count"/>; those without an id get one. Reads and writes the one page that it falls on,
    /// and new ones for what has no room there.
    /// </summary>
    public async Task InsertAsync(int position, IReadOnlyList<PlaylistItem> items, CancellationToken cancellationToken)
    {
        if (position == Count)
        {
            await AppendAsync(items, cancellationToken);
            return;
        }

        var (index, offset) = Locate(position);
        var page = await ItemsOfAsync(index, cancellationToken);
        Replace(index, [.. page[..offset], .. items, .. page[offset..]]);
    }

    /// <summary>Takes out the items with these ids, or those of them that lie on the last <see cref="MostPagesChanged"/> pages that have any.</summary>
    /// <returns>Those that were taken out, in their order, where the first of them stood, and whether there may be more of them.</returns>
    public async Task<(IReadOnlyList<PlaylistItem> Removed, int First, bool HasMore)> RemoveAsync(
        IReadOnlySet<Guid> ids, CancellationToken cancellationToken)
    {
        var candidates = await LoadHomesAsync(ids, cancellationToken);
        var removed = new List<PlaylistItem>();
        var (changed, first) = (0, 0);
        foreach (var index in candidates.Reverse())
        {
            var page = Loaded(index);
            var gone = page.Where(item => ids.Contains(item.Id)).ToArray();
            if (gone.Length == 0)
                continue;
            if (changed++ == MostPagesChanged)
                return (removed, first, true);
            removed.InsertRange(0, gone);
            first = FirstOf(index) + Array.IndexOf(page, gone[0]);
            Set(index, [.. page.Where(item => !ids.Contains(item.Id))]);
        }

        return (removed, first, false);
    }

    /// <summary>Moves a range to before the item that stands at <paramref name="before"/>; all positions are those before the move.</summary>
    public async Task MoveRangeAsync(int start, int length, int before, CancellationToken cancellationToken)
    {
        if (before >= start && before <= start + length)
            return;
        var to = before < start ? before : before - length;
        if (length <= Filled)
        {
            await InsertAsync(to, await TakeAsync(start, length, cancellationToken), cancellationToken);
            return;
        }

        // Whole pages move within the directory; only those at the three edges are cut.
        var first = await CutAsync(start, cancellationToken);
        var end = await CutAsync(start + length, cancellationToken);
        var moved = _pages[first..end];
        _pages.RemoveRange(first, end - first);
        _pages.InsertRange(await CutAsync(to, cancellationToken), moved);
    }

    /// <summary>Takes out everything; the pages stay to be deleted.</summary>
    public void Clear()
    {
        Dropped.AddRange(_pages.Select(page => page.Number));
        _pages.Clear();
    }

    /// <summary>Items from <paramref name="start"/> on.</summary>
    public async Task<IReadOnlyList<PlaylistItem>> ReadAsync(int start, int count, CancellationToken cancellationToken)
    {
        await session.LoadAsync(KeysOf(start, count), cancellationToken);
        return [.. Loaded(start, count).Select(item => item.Value)];
    }

    /// <summary>Joins small neighbours while the directory is longer than it should be.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        for (var joins = 0; joins < MostJoins && _pages.Count > MostPages(Count); joins++)
        {
            var index = Enumerable.Range(0, _pages.Count - 1).MinBy(i => _pages[i].Count + _pages[i + 1].Count);
            await session.LoadAsync([KeyOf(index), KeyOf(index + 1)], cancellationToken);
            PlaylistItem[] both = [.. Loaded(index), .. Loaded(index + 1)];
            Set(index + 1, []);
            Set(index, both);
        }
    }

    /// <summary>The place of an item, null when it is not there.</summary>
    /// <param name="page">The page where it was: if it is there still, no other is read.</param>
    public async Task<int?> PositionOfAsync(Guid id, int page, CancellationToken cancellationToken)
    {
        var guess = _pages.FindIndex(entry => entry.Number == page);
        if (guess >= 0)
        {
            await session.LoadAsync([KeyOf(guess)], cancellationToken);
            if (PositionOn(guess, id) is { } position)
                return position;
        }

        var candidates = await LoadHomesAsync([id], cancellationToken);
        return candidates.Select(index => PositionOn(index, id)).FirstOrDefault(position => position is not null);
    }

    /// <summary>The position of a place on a page, or of the page's end if it has become shorter; null when there is no such page any more.</summary>
    public int? PlaceOn(int number, int offset) => _pages.FindIndex(entry => entry.Number == number) is >= 0 and var index
        ? FirstOf(index) + Math.Min(offset, _pages[index].Count)
        : null;

    public IEnumerable<string> KeyOfPage(int number) =>
        _pages.Exists(entry => entry.Number == number) ? [PlaylistKeys.Page(playlist, number)] : [];

    /// <summary>The keys of the pages that hold the items from <paramref name="start"/> on.</summary>
    public IEnumerable<string> KeysOf(int start, int count) => Covering(start, count).Select(KeyOf);

    /// <summary>Items from <paramref name="start"/> on with their cursors; their pages (<see cref="KeysOf"/>) were loaded.</summary>
    public IReadOnlyList<PageItem<PlaylistItem>> Loaded(int start, int count)
    {
        var items = new List<PageItem<PlaylistItem>>(count);
        foreach (var index in Covering(start, count))
        {
            var first = FirstOf(index);
            var page = Loaded(index);
            for (var i = Math.Max(0, start - first); i < page.Length && first + i < start + count; i++)
                items.Add(new(new ItemCursor(page[i].Id, _pages[index].Number, i, first + i).ToString(), page[i]));
        }

        return items;
    }

    private async Task<PlaylistItem[]> TakeAsync(int start, int length, CancellationToken cancellationToken)
    {
        await session.LoadAsync(KeysOf(start, length), cancellationToken);
        var taken = new List<PlaylistItem>(length);
        foreach (var index in Covering(start, length).Reverse().ToArray())
        {
            var (first, page) = (FirstOf(index), Loaded(index));
            var (from, to) = (Math.Max(0, start - first), Math.Min(page.Length, start + length - first));
            taken.InsertRange(0, page[from..to]);
            Set(index, [.. page[..from], .. page[to..]]);
        }

        return [.. taken];
    }

    /// <summary>Splits the page that a position falls into, unless it is the beginning of one.</summary>
    /// <returns>The index of the page that begins there.</returns>
    private async Task<int> CutAsync(int position, CancellationToken cancellationToken)
    {
        if (position == Count)
            return _pages.Count;
        var (index, offset) = Locate(position);
        if (offset == 0)
            return index;
        var page = await ItemsOfAsync(index, cancellationToken);
        Set(index, page[..offset]);
        AddPages(index + 1, [page[offset..]]);
        return index + 1;
    }

    private async Task AppendAsync(IReadOnlyList<PlaylistItem> items, CancellationToken cancellationToken)
    {
        var taken = 0;
        if (_pages is [.., { Count: < Filled } last])
        {
            var page = await ItemsOfAsync(_pages.Count - 1, cancellationToken);
            taken = Math.Min(items.Count, Filled - last.Count);
            Set(_pages.Count - 1, [.. page, .. items.Take(taken)]);
        }

        AddPages(_pages.Count, items.Skip(taken).Chunk(Filled));
    }

    /// <summary>Makes these the items of a page, or of several when they are too many for one.</summary>
    private void Replace(int index, PlaylistItem[] items)
    {
        if (items.Length <= PageSize)
        {
            Set(index, items);
            return;
        }

        // Equal parts with room in each, so that the next insertion here does not split again.
        var parts = items.Length / Filled;
        var chunks = items.Chunk((items.Length + parts - 1) / parts).ToArray();
        Set(index, chunks[0]);
        AddPages(index + 1, chunks[1..]);
    }

    private void AddPages(int index, IEnumerable<PlaylistItem[]> chunks)
    {
        foreach (var chunk in chunks)
        {
            var number = NextPage++;
            session.AssumeAbsent(PlaylistKeys.Page(playlist, number));
            _pages.Insert(index, new PageEntry(number, 0, 0, null));
            Set(index++, chunk);
        }
    }

    private void Set(int index, PlaylistItem[] items)
    {
        var number = _pages[index].Number;
        if (items.Length == 0)
        {
            session.Delete(KeyOf(index));
            _pages.RemoveAt(index);
            return;
        }

        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Id == Guid.Empty)
                items[i] = items[i] with { Id = ItemIds.New(items[i].AddedAt, number) };
        }

        session.Put(KeyOf(index), ItemPage.Of(items));
        _items[number] = items;
        _pages[index] = PageEntry.Of(number, items);
    }

    private (int Index, int Offset) Locate(int position)
    {
        var index = 0;
        for (; position >= _pages[index].Count; index++)
            position -= _pages[index].Count;
        return (index, position);
    }

    private int FirstOf(int index)
    {
        var first = 0;
        for (var i = 0; i < index; i++)
            first += _pages[i].Count;
        return first;
    }

    private IEnumerable<int> Covering(int start, int count)
    {
        var first = 0;
        for (var index = 0; index < _pages.Count && first < start + count; first += _pages[index++].Count)
        {
            if (first + _pages[index].Count > start)
                yield return index;
        }
    }

    private int? PositionOn(int index, Guid id) =>
        Array.FindIndex(Loaded(index), item => item.Id == id) is >= 0 and var offset ? FirstOf(index) + offset : null;

    /// <summary>Loads the pages on which items with these ids lie, if anywhere.</summary>
    private async Task<int[]> LoadHomesAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var homes = ids.Select(ItemIds.HomeOf).ToHashSet();
        int[] candidates = [.. Enumerable.Range(0, _pages.Count).Where(index => _pages[index].MayHold(homes))];
        await session.LoadAsync(candidates.Select(KeyOf), cancellationToken);
        return candidates;
    }

    private async Task<PlaylistItem[]> ItemsOfAsync(int index, CancellationToken cancellationToken)
    {
        await session.LoadAsync([KeyOf(index)], cancellationToken);
        return Loaded(index);
    }

    private string KeyOf(int index) => PlaylistKeys.Page(playlist, _pages[index].Number);

    private PlaylistItem[] Loaded(int index)
    {
        var number = _pages[index].Number;
        if (_items.TryGetValue(number, out var items))
            return items;
        var page = session.Loaded<ItemPage>(PlaylistKeys.Page(playlist, number))
            ?? throw new PageGoneException(playlist, number);
        return _items[number] = page.ToItems();
    }
}
