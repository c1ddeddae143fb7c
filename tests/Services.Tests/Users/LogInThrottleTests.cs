using Microsoft.Extensions.Options;
using MusicGraph.Contracts;
using MusicGraph.Dapr.Client;
using MusicGraph.ServiceDefaults.Secrets;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Services.Tests.Http;
using MusicGraph.Services.Tests.State;
using MusicGraph.Users;
using MusicGraph.Users.Accounts;
using MusicGraph.Users.Secrets;
using MusicGraph.Users.Sessions;
using MusicGraph.Users.Throttling;

namespace MusicGraph.Services.Tests.Users;

public sealed class LogInThrottleTests : IDisposable
{
    private readonly SettableTime _time = new();
    private readonly DaprClient _dapr;
    private readonly SessionStore _sessions;
    private readonly LogInThrottle[] _replicas;
    private readonly Guid _victim = Guid.NewGuid();

    public LogInThrottleTests(World world)
    {
        _dapr = world.Dapr("users");
        var state = new MemoryState();
        var secrets = new AccountSecrets(new SecretKeys(_dapr));
        _sessions = new SessionStore(new Transactions(state, TimeProvider.System), secrets, Options.Create(new UsersOptions()), _time);
        _replicas = [.. Enumerable.Range(0, 2).Select(_ =>
            new LogInThrottle(new Transactions(state, TimeProvider.System), _sessions, secrets, _time))];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _dapr.Dispose();

    [Fact]
    public async Task BeginAsync_ManyAtOnceOverTwoReplicas_LetsTheFirstTenThrough()
    {
        var tried = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => TryAsync("1.1.1.1", replica: i % 2), Token)));

        Assert.Equal(LogInThrottle.MostPerAccountAndAddress, tried.Count(passed => passed));
    }

    [Fact]
    public async Task BeginAsync_AfterTheWindow_IsTriedAgain()
    {
        await ExhaustAsync("1.1.1.1", LogInThrottle.MostPerAccountAndAddress);
        Assert.False(await TryAsync("1.1.1.1"));

        _time.Now += LogInThrottle.Window;

        Assert.True(await TryAsync("1.1.1.1"));
    }

    [Fact]
    public async Task BeginAsync_RefusedForOneAccount_IsNotForAnotherFromThere()
    {
        await ExhaustAsync("1.1.1.1", LogInThrottle.MostPerAccountAndAddress);

        Assert.True(await TryAsync("1.1.1.1", Guid.NewGuid()));
        Assert.True(await TryAsync("2.2.2.2"));
    }

    [Fact]
    public async Task BeginAsync_ManyAccountsFromOneAddress_IsRefusedThere()
    {
        for (var i = 0; i < LogInThrottle.MostPerAddress; i++)
            Assert.True(await TryAsync("1.1.1.1", Guid.NewGuid()));

        Assert.False(await TryAsync("1.1.1.1", Guid.NewGuid()));
        Assert.True(await TryAsync("2.2.2.2", Guid.NewGuid()));
    }

    [Fact]
    public async Task BeginAsync_OneAccountFromManyAddresses_IsRefusedToStrangersButNotWhereItWasLoggedInFrom()
    {
        var home = new CallingClient("9.9.9.9", "Home");
        var user = new UserRecord(_victim, "ada", "sealed", "hash", "Ada", null, [Role.Listener], _time.Now);
        await _sessions.BeginAsync(user, "Home", await _replicas[0].IndexAsync(home, Token), Token);
        for (var i = 0; i < LogInThrottle.MostPerAccount; i++)
            Assert.True(await TryAsync($"1.1.1.{i}"));

        Assert.False(await TryAsync("2.2.2.2"));
        Assert.True(await TryAsync(home.Address));
    }

    [Fact]
    public async Task SucceededAsync_GivesTheAttemptBack()
    {
        for (var i = 0; i < LogInThrottle.MostPerAccount * 2; i++)
        {
            var outcome = await _replicas[0].BeginAsync(_victim, "ada", new CallingClient("1.1.1.1", ""), Token);
            Assert.False(outcome.Failed(out _, out var attempt));
            await _replicas[0].SucceededAsync(attempt, Token);
        }
    }

    private async Task ExhaustAsync(string address, int attempts)
    {
        for (var i = 0; i < attempts; i++)
            Assert.True(await TryAsync(address));
    }

    private async Task<bool> TryAsync(string address, Guid? account = null, int replica = 0) =>
        (await _replicas[replica].BeginAsync(account ?? _victim, "ada", new CallingClient(address, ""), Token)).Problem is null;
}
