using MusicGraph.Dapr.Runtime.Locks;
using MusicGraph.Dapr.Runtime.Locks.InMemory;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Locks;

public sealed class InMemoryLockStoreTests : LockStoreConformance
{
    private readonly ManualTime _time = new();

    internal override Task<ILockStore> OpenAsync()
        => Task.FromResult<ILockStore>(InMemoryLockStore.Open(ComponentContexts.Create("lock.in-memory", ".", _time)));

    protected override Task ExpireAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        return Task.CompletedTask;
    }
}
