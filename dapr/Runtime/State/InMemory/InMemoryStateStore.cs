using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.InMemory;

/// <summary><c>state.in-memory</c>: gone when the process ends. For tests.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-inmemory/.</remarks>
internal sealed class InMemoryStateStore : IStateStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StateEntry> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ITimer _cleanup;

    private InMemoryStateStore(TimeProvider time)
    {
        _time = time;
        _cleanup = time.CreateTimer(_ => RemoveExpired(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    public IReadOnlyList<string> Capabilities { get; } = ["ETAG", "TRANSACTIONAL", "TTL"];

    public static InMemoryStateStore Open(ComponentContext context)
    {
        StateMetadata.ReadCommon(context.Metadata);
        context.Metadata.EnsureAllRead();
        return new InMemoryStateStore(context.Time);
    }

    public ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new(Find(key));
    }

    public ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
    {
        var entries = new StateEntry?[keys.Count];
        lock (_lock)
        {
            for (var i = 0; i < entries.Length; i++)
                entries[i] = Find(keys[i]);
        }

        return new(entries);
    }

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken)
        => ExecuteTransactionAsync([operation], Empty.Metadata, cancellationToken);

    public Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // An operation sees what those before it did, so what was there is kept until all have passed.
            var before = new List<(string Key, StateEntry? Entry)>(operations.Count);
            foreach (var operation in operations)
            {
                var current = Find(operation.Key);
                if (!Fits(operation, current))
                {
                    Restore(before);
                    return Task.FromException(new ETagMismatchException());
                }

                before.Add((operation.Key, current));
                Apply(operation);
            }
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _cleanup.DisposeAsync().ConfigureAwait(false);

    private static bool Fits(StateOperation operation, StateEntry? current)
        => operation.ETag is not null ? current?.ETag == operation.ETag
            : operation.IsDelete || !operation.FirstWrite || current is null;

    private void Apply(StateOperation operation)
    {
        if (operation.Value is null)
            _entries.Remove(operation.Key);
        else
            _entries[operation.Key] = new StateEntry(operation.Value, Guid.NewGuid().ToString(), _time.GetUtcNow() + operation.TimeToLive);
    }

    private void Restore(List<(string Key, StateEntry? Entry)> before)
    {
        for (var i = before.Count - 1; i >= 0; i--)
        {
            if (before[i].Entry is { } entry)
                _entries[before[i].Key] = entry;
            else
                _entries.Remove(before[i].Key);
        }
    }

    private StateEntry? Find(string key)
        => _entries.TryGetValue(key, out var entry) && !(entry.ExpiresAt <= _time.GetUtcNow()) ? entry : null;

    private void RemoveExpired()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            foreach (var (key, entry) in _entries)
            {
                if (entry.ExpiresAt <= now)
                    _entries.Remove(key);
            }
        }
    }
}
