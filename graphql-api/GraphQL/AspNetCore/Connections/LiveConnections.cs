using System.Collections.Concurrent;

namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>
/// The open connections of one transport, with one timer for all of them: it runs while there are any. They take turns within the interval,
/// so that the messages to all of them are not in memory at once.
/// </summary>
internal sealed class LiveConnections(TimeSpan keepAliveInterval, TimeProvider time)
{
    private const int Turns = 16;

    /// <summary>Each with its turn.</summary>
    private readonly ConcurrentDictionary<ILiveConnection, byte> _connections = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _stopped;
    private int _added;
    private int _turn;

    public int Count => _connections.Count;

    /// <summary>Adds a connection; one that comes while the server stops is told so at once.</summary>
    public void Add(ILiveConnection connection)
    {
        bool stopped;
        lock (_gate)
        {
            stopped = _stopped;
            _connections.TryAdd(connection, (byte)(_added++ & (Turns - 1)));
            if (!stopped && _timer is null && keepAliveInterval > TimeSpan.Zero)
                _timer = time.CreateTimer(static self => ((LiveConnections)self!).KeepAlive(), this, keepAliveInterval / Turns, keepAliveInterval / Turns);
        }

        if (stopped) connection.Shutdown();
    }

    public void Remove(ILiveConnection connection)
    {
        lock (_gate)
        {
            _connections.TryRemove(connection, out _);
            if (!_connections.IsEmpty) return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>Ends every connection, now and from now on.</summary>
    public void Shutdown()
    {
        lock (_gate)
        {
            _stopped = true;
            _timer?.Dispose();
            _timer = null;
        }

        foreach (var (connection, _) in _connections) connection.Shutdown();
    }

    private void KeepAlive()
    {
        var current = Interlocked.Increment(ref _turn) & (Turns - 1);
        foreach (var (connection, turn) in _connections)
        {
            if (turn == current) connection.KeepAlive();
        }
    }
}
