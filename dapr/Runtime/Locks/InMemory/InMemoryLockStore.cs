using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Locks.InMemory;

/// <summary><c>lock.in-memory</c>: between the apps of one process. Dapr itself has no component of this type.</summary>
internal sealed class InMemoryLockStore(TimeProvider time) : ILockStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Owner, DateTimeOffset Expires)> _held = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Capabilities { get; } = [];

    public static InMemoryLockStore Open(ComponentContext context)
    {
        context.Metadata.Ignore("keyPrefix"); // The runtime's.
        context.Metadata.EnsureAllRead();
        return new InMemoryLockStore(context.Time);
    }

    public Task<bool> TryLockAsync(string resource, string owner, TimeSpan expiry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_held.TryGetValue(resource, out var held) && held.Expires > now)
                return Task.FromResult(false);
            _held[resource] = (owner, now + expiry);
            return Task.FromResult(true);
        }
    }

    public Task<UnlockStatus> UnlockAsync(string resource, string owner, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_held.TryGetValue(resource, out var held) || held.Expires <= time.GetUtcNow())
                return Task.FromResult(UnlockStatus.DoesNotExist);
            if (held.Owner != owner)
                return Task.FromResult(UnlockStatus.BelongsToOthers);
            _held.Remove(resource);
            return Task.FromResult(UnlockStatus.Success);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
