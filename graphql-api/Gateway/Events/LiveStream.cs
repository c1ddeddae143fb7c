using System.Text.Json;

namespace MusicGraph.Gateway.Events;

/// <summary>
/// A stream as this replica follows it: entries are handed to its listeners in their order and once, whichever way they come. What is heard too
/// early waits; what was not heard is read from the log, as soon as something later is heard or <see cref="LiveStreams"/> has asked how far the
/// stream has come.
/// </summary>
internal sealed class LiveStream(string name, StreamsClient client, ILogger logger)
{
    // What is heard much too early is read again later instead of being kept.
    private const int MostEarly = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, LiveEntry> _early = [];
    private readonly List<(StreamListener Listener, int Leg)> _listeners = [];
    private Task? _beginning;
    private long? _position;
    private long _head;
    private bool _filling;
    private bool _closed;

    public string Name { get; } = name;

    /// <summary>Adds a listener, which gets all entries behind the number that is returned.</summary>
    /// <param name="leg">What its entries are marked with.</param>
    /// <returns>Null when the stream was closed: take another.</returns>
    public async Task<long?> ListenAsync(StreamListener listener, int leg, CancellationToken cancellationToken)
    {
        Task beginning;
        lock (_gate)
        {
            if (_closed)
                return null;
            if (_beginning is null or { IsFaulted: true })
                _beginning = ForAll(BeginAsync);
            beginning = _beginning;
            // From here on it is not closed any more.
            _listeners.Add((listener, leg));
        }

        try
        {
            await beginning.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(listener);
            throw;
        }

        // What is handed over after this was heard comes to the listener twice at the most: it skips what it had.
        lock (_gate)
            return _position!.Value;
    }

    /// <summary>Takes a listener out.</summary>
    /// <returns>Whether it was the last: the stream is closed then, and to be forgotten.</returns>
    public bool Leave(StreamListener listener)
    {
        lock (_gate)
        {
            _listeners.RemoveAll(listening => listening.Listener == listener);
            return _closed = _listeners.Count == 0;
        }
    }

    /// <summary>Takes entries as they were told of, in any order and again.</summary>
    public void Receive(IReadOnlyList<StreamEntry> entries)
    {
        lock (_gate)
        {
            Take(entries);
            FillIfBehind();
        }
    }

    /// <summary>Takes note of how far the stream has come.</summary>
    public void OnHead(long head)
    {
        lock (_gate)
        {
            _head = Math.Max(_head, head);
            FillIfBehind();
        }
    }

    private async Task BeginAsync()
    {
        var page = await client.ReadAsync(Name, after: null, CancellationToken.None);
        lock (_gate)
        {
            _position = page.Head;
            HandOver();
            FillIfBehind();
        }
    }

    private void Take(IReadOnlyList<StreamEntry> entries)
    {
        foreach (var entry in entries)
        {
            _head = Math.Max(_head, entry.Sequence);
            if (entry.Sequence <= _position || _early.Count >= MostEarly)
                continue;
            try
            {
                _early[entry.Sequence] = LiveEntry.Of(Name, entry);
            }
            catch (JsonException e)
            {
                // Nobody can be told of it, now or later: its place is passed over.
                logger.LogError(e, "Entry {Sequence} of {Stream} cannot be read", entry.Sequence, Name);
                _early[entry.Sequence] = new LiveEntry(entry.Sequence, entry.At, new Unreadable());
            }
        }

        HandOver();
    }

    private void HandOver()
    {
        while (_position is { } position && _early.Remove(position + 1, out var next))
        {
            _position = position + 1;
            foreach (var (listener, leg) in _listeners)
                listener.Offer(next with { Leg = leg });
        }
    }

    private void FillIfBehind()
    {
        if (_filling || _position is null || _position >= _head || _closed)
            return;
        _early.Keys.Where(sequence => sequence <= _position).ToList().ForEach(sequence => _early.Remove(sequence));
        _filling = true;
        _ = ForAll(FillAsync);
    }

    /// <summary>Begins what is done for all listeners: not under a lock, nor with the token of whose request it happens to be begun by.</summary>
    private static Task ForAll(Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(work);
    }

    private async Task FillAsync()
    {
        try
        {
            while (true)
            {
                long position;
                lock (_gate)
                {
                    position = _position!.Value;
                    if (position >= _head || _closed)
                    {
                        _filling = false;
                        return;
                    }
                }

                var page = await client.ReadAsync(Name, position, CancellationToken.None);
                lock (_gate)
                    Take(page.Entries);
            }
        }
        catch (ServiceProblemException problem) when (problem.Code == EventCursor.Expired)
        {
            // Longer away than events are kept: every subscriber has lost some, and must be told.
            lock (_gate)
            {
                foreach (var (listener, _) in _listeners)
                    listener.Fail(problem);
                _filling = false;
            }
        }
        catch (Exception e)
        {
            // Whatever it is, it is tried again when LiveStreams looks next.
            logger.LogWarning(e, "What was missed of {Stream} cannot be read now", Name);
            lock (_gate)
                _filling = false;
        }
    }

    /// <summary>Stands for an event that is none; nobody wants it.</summary>
    private sealed class Unreadable;
}
