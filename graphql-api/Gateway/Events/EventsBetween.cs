namespace MusicGraph.Gateway.Events;

/// <summary>
/// What was appended to a subscriber's streams between its cursor and where it listens, a page of each at a time, merged by the time at which
/// it was appended.
/// </summary>
/// <param name="places">The last entries that the subscriber had.</param>
/// <param name="ends">The last entries that it will not be offered.</param>
internal sealed class EventsBetween(StreamsClient client, IReadOnlyList<string> names, long[] places, long[] ends)
{
    private readonly Queue<LiveEntry>[] _read = [.. names.Select(_ => new Queue<LiveEntry>())];

    /// <summary>Reads the first pages, which tells whether the places are still known.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        for (var leg = 0; leg < names.Count; leg++)
        {
            // Another replica may have been further than this one: then there is nothing to read, but the place is to be known.
            if (places[leg] != ends[leg])
                await FetchAsync(leg, cancellationToken);
        }
    }

    /// <summary>The next events that the subscriber may see, maybe none; null at the end.</summary>
    public async Task<IReadOnlyList<LiveEntry>?> NextAsync(EventView view, CancellationToken cancellationToken)
    {
        var wanted = new List<LiveEntry>();
        var found = false;
        while (true)
        {
            for (var leg = 0; leg < names.Count; leg++)
            {
                if (_read[leg].Count > 0 || places[leg] >= ends[leg])
                    continue;
                // What is at hand goes first, so that there is never more than a page of each.
                if (found)
                    return await ShowAsync(view, wanted, cancellationToken);
                await FetchAsync(leg, cancellationToken);
            }

            if (_read.Where(queue => queue.Count > 0).MinBy(queue => queue.Peek().At) is not { } next)
                return found ? await ShowAsync(view, wanted, cancellationToken) : null;
            found = true;
            var entry = next.Dequeue();
            if (view.Wants(entry.Event))
                wanted.Add(entry);
        }
    }

    /// <summary>Moves a subscriber's places, which are those of what it was shown, to where it listens.</summary>
    public void Reach(long[] shown)
    {
        for (var leg = 0; leg < shown.Length; leg++)
            shown[leg] = Math.Max(shown[leg], ends[leg]);
    }

    private static async Task<IReadOnlyList<LiveEntry>> ShowAsync(EventView view, List<LiveEntry> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
            return [];
        var shown = await view.ShowAsync([.. wanted.Select(entry => entry.Event)], isPast: true, cancellationToken);
        return [.. wanted.Zip(shown).Where(pair => pair.Second is not null).Select(pair => pair.First with { Event = pair.Second! })];
    }

    private async Task FetchAsync(int leg, CancellationToken cancellationToken)
    {
        var page = await client.ReadAsync(names[leg], places[leg], cancellationToken);
        foreach (var entry in page.Entries)
        {
            if (entry.Sequence > ends[leg])
                break;
            _read[leg].Enqueue(LiveEntry.Of(names[leg], entry) with { Leg = leg });
            places[leg] = entry.Sequence;
        }
    }
}
