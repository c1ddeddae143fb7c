using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>The streams of the single connection mode by their tokens, from their reservation to their end.</summary>
internal sealed class ReservedStreams(GraphQLEventStreamOptions options, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, Reservation> _reservations = new(StringComparer.Ordinal);
    private long _lastSweep = time.GetTimestamp();

    public int Count => _reservations.Count;

    /// <summary>Reserves a stream for whoever knows the token; null when there are too many.</summary>
    public string? Reserve()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _lastSweep)) > options.ReservationTimeout) ForgetUnopened();
        if (_reservations.Count >= options.MaxStreams) return null;
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _reservations[token] = new Reservation(new EventStream(options, logger), time.GetTimestamp());
        return token;
    }

    public bool TryFind(string token, [NotNullWhen(true)] out EventStream? stream)
    {
        stream = _reservations.TryGetValue(token, out var reservation) && !IsExpired(reservation) ? reservation.Stream : null;
        return stream is not null;
    }

    /// <summary>Takes the right to open a stream, which only one request gets.</summary>
    public bool TryOpen(string token) => _reservations.TryGetValue(token, out var reservation) && reservation.TryOpen();

    public void Remove(string token) => _reservations.TryRemove(token, out _);

    /// <summary>Ends the streams that were reserved and not opened in time.</summary>
    private void ForgetUnopened()
    {
        Volatile.Write(ref _lastSweep, time.GetTimestamp());
        foreach (var (token, reservation) in _reservations)
        {
            if (!IsExpired(reservation) || !_reservations.TryRemove(KeyValuePair.Create(token, reservation))) continue;
            reservation.Stream.End();
            reservation.Stream.Queue.Abandon();
        }
    }

    private bool IsExpired(Reservation reservation) => !reservation.IsOpen && time.GetElapsedTime(reservation.Since) > options.ReservationTimeout;

    private sealed class Reservation(EventStream stream, long since)
    {
        private int _opened;

        public EventStream Stream { get; } = stream;
        public long Since { get; } = since;
        public bool IsOpen => Volatile.Read(ref _opened) == 1;

        public bool TryOpen() => Interlocked.Exchange(ref _opened, 1) == 0;
    }
}
