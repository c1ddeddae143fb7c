using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

public sealed class ReservationsTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly SettableTime _time = new();
    private readonly Reservations[] _replicas;
    private readonly HashSet<Guid> _there = [];

    public ReservationsTests()
    {
        var state = new MemoryState();
        _replicas = [.. Enumerable.Range(0, 2).Select(_ => new Reservations(new Transactions(state, TimeProvider.System), _time))];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClaimAsync_ManyAtOnce_AllLearnOfTheSameHolder()
    {
        var owners = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToArray();

        var holders = await Task.WhenAll(owners.Select((owner, i) => Task.Run(() => ClaimAsync(owner, i % 2))));

        Assert.Contains(Assert.Single(holders.Distinct()), owners);
    }

    [Fact]
    public async Task ClaimAsync_HolderWasKilledBeforeItAppeared_IsGivenToTheNextAfterTheLease()
    {
        var (killed, next) = (Guid.NewGuid(), Guid.NewGuid());
        await ClaimAsync(killed);
        Assert.Equal(killed, await ClaimAsync(next));

        _time.Now += Lease;

        Assert.Equal(next, await ClaimAsync(next));
    }

    [Fact]
    public async Task ClaimAsync_HolderIsThere_StaysWithItForEver()
    {
        var holder = Guid.NewGuid();
        await ClaimAsync(holder);
        _there.Add(holder);
        _time.Now += Lease * 1_000;

        Assert.Equal(holder, await ClaimAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task ReleaseAsync_ByItsHolderOnly_FreesTheName()
    {
        var (holder, other) = (Guid.NewGuid(), Guid.NewGuid());
        await ClaimAsync(holder);

        await _replicas[0].ReleaseAsync("name:x", other, Token);
        Assert.Equal(holder, await _replicas[0].HolderAsync("name:x", Token));
        await _replicas[0].ReleaseAsync("name:x", holder, Token);

        Assert.Equal(other, await ClaimAsync(other));
    }

    private Task<Guid> ClaimAsync(Guid owner, int replica = 0) =>
        _replicas[replica].ClaimAsync("name:x", owner, Lease, (id, _) => Task.FromResult(_there.Contains(id)), Token);
}
