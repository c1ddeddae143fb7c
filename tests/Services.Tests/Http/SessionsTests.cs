using System.Net;
using System.Net.Http.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Services.Tests.Http;

public sealed class SessionsTests(World world)
{
    private static readonly (HttpStatusCode, string?) Ended = (HttpStatusCode.Unauthorized, Problems.InvalidRefreshToken);

    [Fact]
    public async Task Refresh_GivesTokensOfTheSameSession()
    {
        var user = await Someone.RegisterAsync(world);

        var next = await RefreshAsync(user.Session);

        Assert.NotEqual(user.Session.RefreshToken, next.RefreshToken);
        Assert.NotEqual(user.Token, next.AccessToken);
        var session = Assert.Single(await SessionsOfAsync(new Someone(world, next)));
        Assert.True(session.IsCurrent);
        Assert.Equal(session.Id, Assert.Single(await SessionsOfAsync(user)).Id);
    }

    [Fact]
    public async Task Refresh_ByManyTabsAtOnce_GivesAllTheSameNextToken()
    {
        var user = await Someone.RegisterAsync(world);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(user.Session)));

        var next = Assert.Single(answers.Select(answer => answer.RefreshToken).Distinct());
        Assert.NotEqual(next, (await RefreshAsync(user.Session with { RefreshToken = next })).RefreshToken);
    }

    [Fact]
    public async Task Refresh_WithATokenThatIsTwoBehind_EndsTheSession()
    {
        var user = await Someone.RegisterAsync(world);
        var second = await RefreshAsync(user.Session);
        var third = await RefreshAsync(second);

        Assert.Equal(Ended, await FailAsync(user.Session.RefreshToken));

        Assert.Equal(Ended, await FailAsync(third.RefreshToken));
        Assert.Empty(await SessionsOfAsync(user));
    }

    [Fact]
    public async Task Refresh_WithWhatIsNoToken_IsRefused()
    {
        var user = await Someone.RegisterAsync(world);

        foreach (var token in new[] { "", "nonsense", new string('A', user.Session.RefreshToken.Length), user.Session.RefreshToken + "A" })
            Assert.Equal(Ended, await FailAsync(token));
        await RefreshAsync(user.Session);
    }

    [Fact]
    public async Task LogOut_EndsThisSessionOnly()
    {
        var here = await Someone.RegisterAsync(world);
        var there = await LogInAsync(here, "Elsewhere");

        await DeleteAsync(here, "users/me/sessions/current");
        await DeleteAsync(here, "users/me/sessions/current");

        Assert.Equal(Ended, await FailAsync(here.Session.RefreshToken));
        Assert.True(Assert.Single(await SessionsOfAsync(there)).IsCurrent);
        await RefreshAsync(there.Session);
    }

    [Fact]
    public async Task LogOutEverywhere_EndsAll()
    {
        var here = await Someone.RegisterAsync(world);
        var there = await LogInAsync(here, "Elsewhere");

        await DeleteAsync(here, "users/me/sessions");

        Assert.Equal(Ended, await FailAsync(here.Session.RefreshToken));
        Assert.Equal(Ended, await FailAsync(there.Session.RefreshToken));
        await LogInAsync(here, "Again");
    }

    [Fact]
    public async Task Sessions_AreListedByNameAndEndedOneByOneByTheirOwner()
    {
        var here = await Someone.RegisterAsync(world);
        var there = await LogInAsync(here, "  The kitchen\n ");
        var stranger = await Someone.RegisterAsync(world);
        var kitchen = Assert.Single(await SessionsOfAsync(here), session => session.DeviceName == "The kitchen");
        Assert.False(kitchen.IsCurrent);

        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound),
            await stranger.FailAsync("users", HttpMethod.Delete, $"users/me/sessions/{kitchen.Id}"));
        await DeleteAsync(here, $"users/me/sessions/{kitchen.Id}");

        Assert.Equal(Ended, await FailAsync(there.Session.RefreshToken));
        Assert.Single(await SessionsOfAsync(here));
    }

    [Fact]
    public async Task LogIn_FromAClientThatNamesItself_IsListedSo()
    {
        var user = await Someone.RegisterAsync(world);
        using var request = new HttpRequestMessage(HttpMethod.Post, "sessions")
        {
            Content = JsonContent.Create(new Credentials(user.UserName, Someone.Password)),
        };
        request.Headers.TryAddWithoutValidation(ClientHeaders.Agent, "MusicBox/3.1 (a toaster)");

        using var response = await Someone.Guest(world).SendAsync("users", request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(await SessionsOfAsync(user), session => session.DeviceName == "MusicBox/3.1 (a toaster)");
    }

    [Fact]
    public async Task LogIn_GuessedTooOften_IsRefusedWithTheTimeToWaitAndNobodyElseIs()
    {
        var user = await Someone.RegisterAsync(world);
        var failures = new List<HttpStatusCode>();
        for (var i = 0; i < 11; i++)
        {
            using var response = await LogInFromAsync("203.0.113.9", user.UserName, $"guess number {i}");
            failures.Add(response.StatusCode);
        }

        using var right = await LogInFromAsync("203.0.113.9", user.UserName, Someone.Password);
        using var elsewhere = await LogInFromAsync("203.0.113.10", user.UserName, Someone.Password);

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 10), HttpStatusCode.TooManyRequests], failures);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Equal(Problems.TooManyAttempts, await Someone.CodeOfAsync(right));
        Assert.InRange(right.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task LogIn_OfNobody_IsThrottledAsThatOfSomebody()
    {
        var name = $"nobody{Guid.NewGuid():N}"[..20];
        for (var i = 0; i < 10; i++)
        {
            using var response = await LogInFromAsync("203.0.113.77", name, "guess");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        using var last = await LogInFromAsync("203.0.113.77", name.ToUpperInvariant(), "guess");

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
    }

    private Task<HttpResponseMessage> LogInFromAsync(string address, string userName, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "sessions")
        {
            Content = JsonContent.Create(new Credentials(userName, password)),
        };
        request.Headers.Add(ClientHeaders.Address, address);
        return Someone.Guest(world).SendAsync("users", request);
    }

    private async Task<Someone> LogInAsync(Someone user, string deviceName) => new(
        world,
        await Someone.Guest(world).PostAsync<Session>("users", "sessions", new Credentials(user.UserName, Someone.Password, deviceName)));

    private Task<Session> RefreshAsync(Session session) =>
        Someone.Guest(world).PostAsync<Session>("users", "sessions/refresh", new SessionRefresh(session.RefreshToken));

    private Task<(HttpStatusCode Status, string? Code)> FailAsync(string refreshToken) =>
        Someone.Guest(world).FailAsync("users", HttpMethod.Post, "sessions/refresh", new SessionRefresh(refreshToken));

    private static Task<ActiveSession[]> SessionsOfAsync(Someone user) => user.GetAsync<ActiveSession[]>("users", "users/me/sessions");

    private static async Task DeleteAsync(Someone user, string path)
    {
        using var response = await user.SendAsync("users", HttpMethod.Delete, path);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
