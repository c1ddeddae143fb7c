using System.Collections.Concurrent;

namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>The open connections of one transport, with one timer for all of them: it runs while there are any.</summary>
internal sealed class LiveConnections(TimeSpan keepAliveInterval, TimeProvider time)
{
    private readonly ConcurrentDictionary<ILiveConnection, byte> _connections = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _stopped;

    public int Count => _connections.Count;

    /// <summary>Adds a connection; one that comes while the server stops is told so at once.</summary>
    public void Add(ILiveConnection connection)
    {
        bool stopped;
        lock (_gate)
        {
            stopped = _stopped;
            _connections.TryAdd(connection, 0);
            if (!stopped && _timer is null && keepAliveInterval > TimeSpan.Zero)
                _timer = time.CreateTimer(static self => ((LiveConnections)self!).KeepAlive(), this, keepAliveInterval, keepAliveInterval);
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
        foreach (var (connection, _) in _connections) connection.KeepAlive();
    }
}
