using System.Globalization;
using System.Text;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

/// <summary>State with etags in memory, which counts what it is asked.</summary>
internal sealed class MemoryState : IState
{
    private readonly Dictionary<string, (byte[] Json, int Version)> _values = [];
    private readonly Lock _lock = new();
    private int _version;

    public int Reads { get; private set; }

    public int KeysWritten { get; private set; }

    public int LargestValue => _values.Values.Max(value => value.Json.Length);

    public List<string> KeysRead { get; } = [];

    /// <summary>The keys that each transaction changed.</summary>
    public List<IReadOnlyList<string>> Commits { get; } = [];

    /// <summary>What was told, as JSON.</summary>
    public List<string> Events { get; } = [];

    public IReadOnlyCollection<string> Keys => _values.Keys;

    public Task<IReadOnlyList<StateEntry>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Reads++;
            KeysRead.AddRange(keys);
            return Task.FromResult<IReadOnlyList<StateEntry>>([.. keys.Select(key => _values.TryGetValue(key, out var value)
                ? new StateEntry(key, value.Json, value.Version.ToString(CultureInfo.InvariantCulture))
                : new StateEntry(key, null, null))]);
        }
    }

    public Task<bool> TryCommitAsync(IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (changes.Any(change => change.ETag != ETagOf(change.Key)))
                return Task.FromResult(false);
            Commits.Add([.. changes.Select(change => change.Key)]);
            Events.AddRange(changes.Where(change => change.Event is not null).Select(change => Encoding.UTF8.GetString(change.Event!)));
            foreach (var change in changes)
            {
                KeysWritten++;
                if (change.Json is null)
                    _values.Remove(change.Key);
                else
                    _values[change.Key] = (change.Json, ++_version);
            }

            return Task.FromResult(true);
        }
    }

    /// <summary>As if its time to live were over.</summary>
    public void Remove(string key)
    {
        lock (_lock)
            _values.Remove(key);
    }

    /// <summary>As if all times to live were over.</summary>
    public void Clear()
    {
        lock (_lock)
            _values.Clear();
    }

    private string? ETagOf(string key) =>
        _values.TryGetValue(key, out var value) ? value.Version.ToString(CultureInfo.InvariantCulture) : null;
}
