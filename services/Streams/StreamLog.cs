using System.Text.Json;
using Microsoft.Extensions.Options;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Streams;

/// <summary>
/// Logs of events with dense sequence numbers, see <see cref="StreamKeys"/>. An event is appended once, however often it comes; entries go by
/// their time to live, heads do when nobody has appended to or followed a stream for twice as long.
/// </summary>
internal sealed class StreamLog(Transactions transactions, IOptions<StreamsOptions> options, TimeProvider time)
{
    private const int MostEntriesPerRead = 500;

    private readonly TimeSpan _retention = options.Value.Retention;

    /// <summary>Appends an event unless it was appended before.</summary>
    /// <param name="begins">Whether a stream that is not there begins with it; otherwise nobody follows it, and it is let go.</param>
    /// <returns>The entry, also the one that there was; null where there is no stream.</returns>
    public async Task<StreamEntry?> AppendAsync(string stream, Guid eventId, JsonElement @event, bool begins, CancellationToken cancellationToken)
    {
        var outcome = await transactions.RunAsync<StreamEntry?>(
            StreamKeys.Head(stream),
            async (session, token) =>
            {
                var (headKey, eventKey) = (StreamKeys.Head(stream), StreamKeys.Event(stream, eventId));
                await session.LoadAsync([headKey, eventKey], token);
                if (session.Loaded<AppendedEvent>(eventKey) is { } known)
                    return new StreamEntry(known.Sequence, known.At, eventId, @event);
                var now = time.GetUtcNow();
                if ((session.Loaded<StreamHead>(headKey) ?? (begins ? StreamHead.Beginning(now) : null)) is not { } head)
                    return (StreamEntry?)null;

                var entry = new StreamEntry(head.Next, now, eventId, @event);
                var entryKey = StreamKeys.Entry(stream, entry.Sequence);
                session.AssumeAbsent(entryKey);
                session.Put(entryKey, entry, _retention);
                session.Put(eventKey, new AppendedEvent(entry.Sequence, now), _retention);
                session.Put(headKey, head with { Next = head.Next + 1, WatchedAt = now }, _retention * 2);
                return entry;
            },
            cancellationToken);
        return outcome.Value;
    }

    /// <summary>Reads what comes after a sequence number, oldest first. A stream that is not there begins, since somebody follows it.</summary>
    public async Task<Outcome<StreamPage>> ReadAsync(StreamRead read, CancellationToken cancellationToken)
    {
        if (!StreamNames.IsPossible(read.Stream))
            return Problem.Invalid("stream", "There is no such stream.");
        var head = await WatchAsync(read.Stream, cancellationToken);
        if (read.After is not { } after)
            return new StreamPage([], head.Next - 1);
        if (after < head.First - 1 || after >= head.Next)
            return Expired();

        var count = (int)Math.Min(head.Next - 1 - after, Math.Clamp(read.Limit ?? MostEntriesPerRead, 1, MostEntriesPerRead));
        var keys = Enumerable.Range(1, count).Select(i => StreamKeys.Entry(read.Stream, after + i)).ToArray();
        var session = transactions.Read();
        await session.LoadAsync(keys, cancellationToken);
        var entries = keys.Select(session.Loaded<StreamEntry>).TakeWhile(entry => entry is not null).OfType<StreamEntry>().ToArray();
        return entries.Length == count ? new StreamPage(entries, head.Next - 1) : Expired();
    }

    /// <summary>The sequence numbers of the latest entries, in the order of the names.</summary>
    public async Task<Outcome<long[]>> HeadsAsync(StreamHeadsRequest request, CancellationToken cancellationToken)
    {
        if (request.Streams is not { Count: <= Batch.Largest } names || !names.All(StreamNames.IsPossible))
            return Problem.Invalid("streams", $"streams must be at most {Batch.Largest} names of streams.");
        var session = transactions.Read();
        await session.LoadAsync(names.Select(StreamKeys.Head), cancellationToken);
        var heads = new long[names.Count];
        for (var i = 0; i < heads.Length; i++)
        {
            var head = session.Loaded<StreamHead>(StreamKeys.Head(names[i]));
            if (head is null || IsStale(head))
                head = await WatchAsync(names[i], cancellationToken);
            heads[i] = head.Next - 1;
        }

        return heads;
    }

    private static Problem Expired() => Problem.Conflict(
        Problems.CursorExpired, "What comes after this cursor is not kept any more, or was never there. Read what you missed elsewhere and subscribe anew.");

    private bool IsStale(StreamHead head) => time.GetUtcNow() - head.WatchedAt > _retention / 4;

    /// <summary>The head of a stream that somebody follows, which keeps it from being forgotten.</summary>
    private async Task<StreamHead> WatchAsync(string stream, CancellationToken cancellationToken)
    {
        var key = StreamKeys.Head(stream);
        if (await transactions.Read().GetAsync<StreamHead>(key, cancellationToken) is { } known && !IsStale(known))
            return known;
        var outcome = await transactions.RunAsync<StreamHead>(
            key,
            async (session, token) =>
            {
                var now = time.GetUtcNow();
                var head = await session.GetAsync<StreamHead>(key, token) is { } old ? old with { WatchedAt = now } : StreamHead.Beginning(now);
                session.Put(key, head, _retention * 2);
                return head;
            },
            cancellationToken);
        return outcome.Value;
    }
}
