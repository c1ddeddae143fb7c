using System.Runtime.CompilerServices;
using MusicGraph.Gateway.Limits;

namespace MusicGraph.Gateway.Events;

/// <summary>
/// Opens subscriptions that go on where they stopped. A subscriber listens to its streams first and then reads from the logs what lies between
/// its cursor and where the listening began, so that it gets every event once and in order.
/// </summary>
internal sealed class ResumableEvents(LiveStreams streams, StreamsClient client, SubscriptionLimits limits, IHttpContextAccessor http)
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>The cursor of what comes next.</summary>
    public async Task<string> FindEndAsync(string subject, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var pages = await Task.WhenAll(names.Select(name => client.ReadAsync(name, after: null, cancellationToken)));
        return EventCursor.Format(subject, [.. pages.Select(page => page.Head)]);
    }

    /// <param name="caller">Whose subscription it is.</param>
    /// <param name="subject">Tells cursors of this kind of subscription from others.</param>
    /// <param name="names">The streams that are followed.</param>
    /// <param name="after">The cursor to go on behind; where it is null, the header <c>Last-Event-ID</c> is looked at.</param>
    /// <param name="view">Made when the subscriber listens already, so that it misses no change of what it is made from.</param>
    /// <param name="read">Makes of an event what subscribers get.</param>
    /// <exception cref="ServiceProblemException">The caller has too many subscriptions (<c>SUBSCRIPTION_LIMIT</c>), or the cursor is malformed or too old (<c>CURSOR_EXPIRED</c>).</exception>
    public async Task<IAsyncEnumerable<T>> OpenAsync<T>(
        ClaimsPrincipal caller,
        string subject,
        IReadOnlyList<string> names,
        string? after,
        Func<CancellationToken, Task<EventView>> view,
        Func<PlacedEvent, T> read,
        CancellationToken cancellationToken)
    {
        after ??= http.HttpContext?.Request.Headers[LastEventId].ToString() is { Length: > 0 } header ? header : null;
        var places = after is null ? null : EventCursor.Parse(subject, names.Count, after);
        var place = limits.Take(caller);
        var listener = new StreamListener();
        var ends = new long[names.Count];
        try
        {
            for (var leg = 0; leg < names.Count; leg++)
                ends[leg] = await streams.ListenAsync(names[leg], listener, leg, cancellationToken);
            var seen = await view(cancellationToken);
            listener.Want(entry =>
            {
                seen.Hear(entry.Event);
                return seen.Wants(entry.Event);
            });

            places ??= [.. ends];
            var past = new EventsBetween(client, names, [.. places], ends);
            // A cursor that is too old is refused before anything is sent.
            await past.BeginAsync(cancellationToken);
            return new EventSource<T>(
                EventCursor.Format(subject, places), ReadAsync(subject, names, listener, seen, past, places, place, CancellationToken.None), read);
        }
        catch
        {
            Leave(names, listener);
            place.Dispose();
            throw;
        }
    }

    private async IAsyncEnumerable<PlacedEvent> ReadAsync(
        string subject,
        IReadOnlyList<string> names,
        StreamListener listener,
        EventView view,
        EventsBetween past,
        long[] places,
        IDisposable place,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (await past.NextAsync(view, cancellationToken) is { } some)
            {
                foreach (var entry in some)
                {
                    places[entry.Leg] = entry.Sequence;
                    yield return new PlacedEvent(EventCursor.Format(subject, places), entry.Event);
                }
            }

            past.Reach(places);
            while (true)
            {
                var entry = await listener.NextAsync(cancellationToken);
                if (entry.Sequence <= places[entry.Leg])
                    continue;
                places[entry.Leg] = entry.Sequence;
                if (await view.ShowAsync([entry.Event], isPast: false, cancellationToken) is [{ } shown])
                    yield return new PlacedEvent(EventCursor.Format(subject, places), shown);
            }
        }
        finally
        {
            Leave(names, listener);
            place.Dispose();
        }
    }

    private void Leave(IReadOnlyList<string> names, StreamListener listener)
    {
        foreach (var name in names)
            streams.Leave(name, listener);
    }
}
