namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// Lets the changes of one key in this process queue up instead of racing each other for the same etag, so that many clients
/// of one hot key all get their turn. Other replicas are still kept apart by etags.
/// </summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Gate> _gates = [];

    /// <summary>Waits until this caller alone holds all of the keys; disposing lets go of them.</summary>
    public async Task<IDisposable> AcquireAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var held = new Held(this);
        try
        {
            // Everyone takes keys in the same order, so that no two can wait for each other.
            foreach (var key in keys.Distinct().Order(StringComparer.Ordinal))
            {
                var gate = Enter(key);
                try
                {
                    await gate.Turn.WaitAsync(cancellationToken);
                }
                catch
                {
                    Leave(key, gate);
                    throw;
                }

                held.Add(key, gate);
            }

            return held;
        }
        catch
        {
            held.Dispose();
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

    private sealed class Held(KeyedLock owner) : IDisposable
    {
        private readonly List<(string Key, Gate Gate)> _gates = [];

        public void Add(string key, Gate gate) => _gates.Add((key, gate));

        public void Dispose()
        {
            foreach (var (key, gate) in _gates)
            {
                gate.Turn.Release();
                owner.Leave(key, gate);
            }

            _gates.Clear();
        }
    }
}
