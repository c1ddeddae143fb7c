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

namespace MusicGraph.Services.Tests.Users;

/// <summary>What of sessions is a question of time.</summary>
public sealed class SessionStoreTests : IDisposable
{
    private readonly SettableTime _time = new();
    private readonly MemoryState _state = new();
    private readonly DaprClient _dapr;
    private readonly SessionStore _sessions;
    private readonly UserRecord _user;

    public SessionStoreTests(World world)
    {
        _dapr = world.Dapr("users");
        var secrets = new AccountSecrets(new SecretKeys(_dapr));
        _sessions = new SessionStore(new Transactions(_state, TimeProvider.System), secrets, Options.Create(new UsersOptions()), _time);
        _user = new UserRecord(Guid.NewGuid(), "ada", "sealed", "hash", "Ada", null, [Role.Listener], _time.Now);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _dapr.Dispose();

    [Fact]
    public async Task RotateAsync_AgainWithinTheGrace_GivesTheSame()
    {
        var first = await BeginAsync();
        var second = await RotateAsync(first);
        _time.Now += SessionStore.Grace;

        Assert.Equal(second?.ToString(), (await RotateAsync(first))?.ToString());
        Assert.NotNull(await RotateAsync(second!));
        Assert.Empty(_state.Events);
    }

    [Fact]
    public async Task RotateAsync_AgainAfterTheGrace_EndsTheSessionForBoth()
    {
        var first = await BeginAsync();
        var second = await RotateAsync(first);
        _time.Now += SessionStore.Grace + TimeSpan.FromSeconds(1);

        Assert.Null(await RotateAsync(first));
        Assert.Null(await RotateAsync(second!));
        Assert.Contains("tokensRevoked", Assert.Single(_state.Events));
    }

    [Fact]
    public async Task RotateAsync_UsedInTime_LastsForEver_AndUnusedForAMonth_IsOver()
    {
        RefreshToken? token = await BeginAsync();
        for (var i = 0; i < 5; i++)
        {
            _time.Now += TimeSpan.FromDays(29);
            token = await RotateAsync(token!);
            Assert.NotNull(token);
        }

        _time.Now += TimeSpan.FromDays(30);
        Assert.Null(await RotateAsync(token!));
        Assert.Empty(await _sessions.ListAsync(_user, null, Token));
    }

    [Fact]
    public async Task BeginAsync_MoreThanFifty_EndsTheOnesThatWereUsedLongestAgo()
    {
        var first = await BeginAsync();
        var second = await BeginAsync();
        _time.Now += TimeSpan.FromMinutes(1);
        first = (await RotateAsync(first))!;
        for (var i = 0; i < 49; i++)
        {
            _time.Now += TimeSpan.FromMinutes(1);
            await BeginAsync();
        }

        Assert.Equal(50, (await _sessions.ListAsync(_user, null, Token)).Count);
        Assert.Null(await RotateAsync(second));
        Assert.NotNull(await RotateAsync(first));
    }

    [Fact]
    public async Task State_HoldsNoToken()
    {
        var token = await BeginAsync();

        var stored = await new Transactions(_state, TimeProvider.System).Read().GetAsync<SessionList>(Assert.Single(_state.Keys), Token);

        Assert.Equal(RefreshToken.HashOf(token.Secret), Assert.Single(stored!.Sessions).Hash);
        Assert.DoesNotContain(Convert.ToBase64String(token.Secret), stored.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void TryParse_WhatIsNoToken_IsNull(string text) => Assert.Null(RefreshToken.TryParse(text));

    private async Task<RefreshToken> BeginAsync() => (await _sessions.BeginAsync(_user, "A test", "here", Token)).Token;

    private async Task<RefreshToken?> RotateAsync(RefreshToken token) =>
        (await _sessions.RotateAsync(_user, RefreshToken.TryParse(token.ToString())!, Token))?.Token;
}
