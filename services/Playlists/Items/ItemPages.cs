using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// The items of one playlist within a session. Pages hold up to <see cref="PageSize"/> items; a full one is split where an item
/// comes into it, and neighbours that have become small are joined, so that the directory stays short whatever is done.
/// </summary>
internal sealed class ItemPages(StateSession session, Guid playlist, IReadOnlyList<PageEntry> pages, int nextPage)
{
    /// <summary>Items on a page at the most.</summary>
    public const int PageSize = 200;

    /// <summary>
    /// Pages that one removal changes at the most: with their neighbours, which they may be joined with, they stay below the 100
    /// operations and 2 MB of a transaction in Cosmos DB.
    /// </summary>
    public const int MostPagesChanged = 30;

    // Two neighbours together never have less, so there are at most Count / 50 + 1 pages.
    private const int JoinBelow = PageSize / 2;

    private readonly List<PageEntry> _pages = [.. pages];

    public IReadOnlyList<PageEntry> Pages => _pages;

    public int NextPage { get; private set; } = nextPage;

    public int Count => _pages.Sum(page => page.Count);

    /// <summary>Puts items at a position from 0 to <see cref="Count"/>. Reads and writes the one page that it falls on.</summary>
    public async Task InsertAsync(int position, IReadOnlyList<PlaylistItem> items, CancellationToken cancellationToken)
    {
        if (position == Count)
        {
            await AppendAsync(items, cancellationToken);
            return;
        }

        var (index, offset) = Locate(position);
        var page = await ItemsOfAsync(index, cancellationToken);
        await ReplaceAsync(index, [.. page[..offset], .. items, .. page[offset..]], cancellationToken);
    }

    /// <summary>Takes out the items with these ids, or those of them that lie on the last <see cref="MostPagesChanged"/> pages that have any.</summary>
    /// <returns>Those that were taken out, in their order, and whether there may be more of them.</returns>
    public async Task<(IReadOnlyList<PlaylistItem> Removed, bool HasMore)> RemoveAsync(
        IReadOnlySet<Guid> ids, CancellationToken cancellationToken)
    {
        await LoadAllAsync(cancellationToken);
        var removed = new List<PlaylistItem>();
        var changed = 0;
        for (var index = _pages.Count - 1; index >= 0; index--)
        {
            if (changed == MostPagesChanged)
                return (removed, true);
            var page = Loaded(index);
            var gone = page.Where(item => ids.Contains(item.Id)).ToArray();
            if (gone.Length == 0)
                continue;
            changed++;
            removed.InsertRange(0, gone);
            Set(index, [.. page.Where(item => !ids.Contains(item.Id))]);
            Join(index);
        }

        return (removed, false);
    }

    /// <summary>The place of an item, null when it is not there.</summary>
    /// <param name="guess">Where it may be: if it is on that page still, no other is read.</param>
    public async Task<int?> PositionOfAsync(Guid id, int guess, CancellationToken cancellationToken)
    {
        if (guess >= 0 && guess < Count)
        {
            var (index, _) = Locate(guess);
            await ItemsOfAsync(index, cancellationToken);
            if (PositionOn(index, id) is { } position)
                return position;
        }

        await LoadAllAsync(cancellationToken);
        return Enumerable.Range(0, _pages.Count).Select(index => PositionOn(index, id)).FirstOrDefault(position => position is not null);
    }

    /// <summary>The keys of the pages that hold the items from <paramref name="start"/> on.</summary>
    public IEnumerable<string> KeysOf(int start, int count)
    {
        var first = 0;
        foreach (var page in _pages)
        {
            if (first < start + count && first + page.Count > start)
                yield return PlaylistKeys.Page(playlist, page.Number);
            first += page.Count;
        }
    }

    /// <summary>Items from <paramref name="start"/> on; their pages (<see cref="KeysOf"/>) were loaded.</summary>
    public IReadOnlyList<PlaylistItem> Loaded(int start, int count)
    {
        var items = new List<PlaylistItem>(count);
        var first = 0;
        for (var index = 0; index < _pages.Count; first += _pages[index++].Count)
        {
            if (first < start + count && first + _pages[index].Count > start)
                items.AddRange(Loaded(index).Skip(start - first).Take(start + count - Math.Max(first, start)));
        }

        return items;
    }

    private async Task AppendAsync(IReadOnlyList<PlaylistItem> items, CancellationToken cancellationToken)
    {
        var taken = 0;
        if (_pages is [.., { Count: < PageSize } last])
        {
            var page = await ItemsOfAsync(_pages.Count - 1, cancellationToken);
            taken = Math.Min(items.Count, PageSize - last.Count);
            Set(_pages.Count - 1, [.. page, .. items.Take(taken)]);
        }

        var chunks = items.Skip(taken).Chunk(PageSize).ToArray();
        await AddPagesAsync(_pages.Count, chunks, cancellationToken);
    }

    /// <summary>Makes these the items of a page, or of several when they are too many for one.</summary>
    private async Task ReplaceAsync(int index, PlaylistItem[] items, CancellationToken cancellationToken)
    {
        if (items.Length <= PageSize)
        {
            Set(index, items);
            return;
        }

        // Equal parts with room in each, so that the next insertion here does not split again.
        var parts = (items.Length / PageSize) + 1;
        var chunks = items.Chunk((items.Length + parts - 1) / parts).ToArray();
        Set(index, chunks[0]);
        await AddPagesAsync(index + 1, chunks[1..], cancellationToken);
    }

    private async Task AddPagesAsync(int index, IReadOnlyList<PlaylistItem[]> chunks, CancellationToken cancellationToken)
    {
        var first = NextPage;
        NextPage += chunks.Count;
        await session.LoadAsync(Enumerable.Range(first, chunks.Count).Select(number => PlaylistKeys.Page(playlist, number)), cancellationToken);
        _pages.InsertRange(index, chunks.Select((_, i) => new PageEntry(first + i, 0)));
        for (var i = 0; i < chunks.Count; i++)
            Set(index + i, chunks[i]);
    }

    /// <summary>Drops a page that is empty, and joins one that is small with its neighbour. All pages are loaded.</summary>
    private void Join(int index)
    {
        if (_pages[index].Count == 0)
        {
            Drop(index);
            // What is left and right of it are neighbours now.
            if (index == 0 || index == _pages.Count)
                return;
        }

        if (index + 1 < _pages.Count && _pages[index].Count + _pages[index + 1].Count < JoinBelow)
            JoinWithNext(index);
        if (index > 0 && _pages[index - 1].Count + _pages[index].Count < JoinBelow)
            JoinWithNext(index - 1);
    }

    private void JoinWithNext(int index)
    {
        Set(index, [.. Loaded(index), .. Loaded(index + 1)]);
        Drop(index + 1);
    }

    private void Drop(int index)
    {
        session.Delete(PlaylistKeys.Page(playlist, _pages[index].Number));
        _pages.RemoveAt(index);
    }

    private void Set(int index, PlaylistItem[] items)
    {
        session.Put(PlaylistKeys.Page(playlist, _pages[index].Number), new ItemPage(items));
        _pages[index] = _pages[index] with { Count = items.Length };
    }

    private (int Index, int Offset) Locate(int position)
    {
        var index = 0;
        for (; position >= _pages[index].Count; index++)
            position -= _pages[index].Count;
        return (index, position);
    }

    private int? PositionOn(int index, Guid id)
    {
        var offset = Array.FindIndex(Loaded(index), item => item.Id == id);
        return offset < 0 ? null : _pages.Take(index).Sum(page => page.Count) + offset;
    }

    private Task LoadAllAsync(CancellationToken cancellationToken) =>
        session.LoadAsync(_pages.Select(page => PlaylistKeys.Page(playlist, page.Number)), cancellationToken);

    private async Task<PlaylistItem[]> ItemsOfAsync(int index, CancellationToken cancellationToken)
    {
        await session.LoadAsync([PlaylistKeys.Page(playlist, _pages[index].Number)], cancellationToken);
        return Loaded(index);
    }

    private PlaylistItem[] Loaded(int index) =>
        session.Loaded<ItemPage>(PlaylistKeys.Page(playlist, _pages[index].Number))?.Items
        ?? throw new InvalidOperationException($"Page {_pages[index].Number} of playlist {playlist} is not there.");
}

/// <summary>A page of a playlist's items as it is stored.</summary>
internal sealed record ItemPage(PlaylistItem[] Items);
