using MusicGraph.Dapr.Runtime.Locks;

namespace MusicGraph.Dapr.Runtime.Tests.Locks;

/// <summary>What every lock store has to do.</summary>
public abstract class LockStoreConformance : IAsyncLifetime
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);
    private readonly string _resource = "lock||app||" + Guid.NewGuid();
    private ILockStore _store = null!;

    internal abstract Task<ILockStore> OpenAsync();

    /// <summary>Has a lock run out that was taken for a second.</summary>
    protected abstract Task ExpireAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TryLock_WhileItIsTaken_IsFalse()
    {
        Assert.True(await _store.TryLockAsync(_resource, "one", s_long, Cancellation));

        Assert.False(await _store.TryLockAsync(_resource, "two", s_long, Cancellation));
        Assert.False(await _store.TryLockAsync(_resource, "one", s_long, Cancellation));
        Assert.True(await _store.TryLockAsync(_resource + "-other", "two", s_long, Cancellation));
    }

    [Fact]
    public async Task Unlock_ByItsOwner_GivesItBack()
    {
        await _store.TryLockAsync(_resource, "one", s_long, Cancellation);

        Assert.Equal(UnlockStatus.BelongsToOthers, await _store.UnlockAsync(_resource, "two", Cancellation));
        Assert.Equal(UnlockStatus.Success, await _store.UnlockAsync(_resource, "one", Cancellation));
        Assert.Equal(UnlockStatus.DoesNotExist, await _store.UnlockAsync(_resource, "one", Cancellation));
        Assert.True(await _store.TryLockAsync(_resource, "two", s_long, Cancellation));
    }

    [Fact]
    public async Task ALock_ThatRanOut_IsFree()
    {
        await _store.TryLockAsync(_resource, "one", TimeSpan.FromSeconds(1), Cancellation);
        await ExpireAsync();

        Assert.Equal(UnlockStatus.DoesNotExist, await _store.UnlockAsync(_resource, "one", Cancellation));
        Assert.True(await _store.TryLockAsync(_resource, "two", s_long, Cancellation));
    }

    [Fact]
    public async Task TryLock_ByManyAtOnce_IsGivenToOne()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => _store.TryLockAsync(_resource, $"owner-{i}", s_long, Cancellation)));

        Assert.Single(taken, isTaken => isTaken);
    }

    /// <summary>Waits until the store says that the lock is free, by the store's own clock.</summary>
    internal async Task WaitUntilFreeAsync()
    {
        while (await _store.UnlockAsync(_resource, "nobody", Cancellation) != UnlockStatus.DoesNotExist)
            await Task.Yield();
    }
}
