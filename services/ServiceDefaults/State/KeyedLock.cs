namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// Lets the changes of one aggregate in this process queue up instead of racing each other for the same etag, so that many clients
/// of a hot one all get their turn. Other replicas are still kept apart by etags.
/// </summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Gate> _gates = [];

    /// <summary>Waits until this caller alone holds the key; disposing lets go of it.</summary>
    public async Task<IDisposable> AcquireAsync(string key, CancellationToken cancellationToken)
    {
        var gate = Enter(key);
        try
        {
            await gate.Turn.WaitAsync(cancellationToken);
            return new Held(this, key, gate);
        }
        catch
        {
            Leave(key, gate);
            throw;
        }
    }

    private Gate Enter(string key)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(key, out var gate))
                _gates[key] = gate = new Gate();
            gate.Users++;
            return gate;
        }
    }

    private void Leave(string key, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
                _gates.Remove(key);
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(KeyedLock owner, string key, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Turn.Release();
            owner.Leave(key, gate);
        }
    }
}
