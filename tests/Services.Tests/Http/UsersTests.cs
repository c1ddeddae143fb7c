using System.Net;
using System.Net.Http.Json;
using System.Text;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

public sealed class UsersTests(World world)
{
    [Fact]
    public async Task Register_ManyAtOnceWithOneName_ExactlyOneWins()
    {
        var guest = Someone.Guest(world);
        var name = $"race-{Guid.NewGuid():N}"[..20];

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => guest.SendAsync(
            "users", HttpMethod.Post, "users", new Registration(i % 2 == 0 ? name : name.ToUpperInvariant(), $"{name}{i}@mail.example", "correct horse"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var loser in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            Assert.Equal(Problems.UserNameTaken, await Someone.CodeOfAsync(loser));
    }

    [Fact]
    public async Task Register_AddressOfAnother_IsRefused()
    {
        var name = $"mail-{Guid.NewGuid():N}"[..20];
        await Someone.RegisterAsync(world, name);

        var failure = await Someone.Guest(world).FailAsync(
            "users", HttpMethod.Post, "users", new Registration(name + "2", $"{name}@MAIL.example", "correct horse"));

        Assert.Equal((HttpStatusCode.Conflict, Problems.EmailTaken), failure);
    }

    [Fact]
    public async Task LogIn_ByNameOrAddress_GivesATokenThatIsAccepted()
    {
        var name = $"login-{Guid.NewGuid():N}"[..20];
        await Someone.RegisterAsync(world, name);
        var guest = Someone.Guest(world);

        foreach (var login in new[] { name, name.ToUpperInvariant(), $"{name}@mail.example" })
        {
            var session = await guest.PostAsync<Session>("users", "sessions", new Credentials(login, "correct horse"));
            var account = await new Someone(world, session).GetAsync<Account>("users", "users/me");
            Assert.Equal(name, account.User.UserName);
            Assert.Equal([Role.Listener], account.Roles);
        }

        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.InvalidCredentials),
            await guest.FailAsync("users", HttpMethod.Post, "sessions", new Credentials(name, "wrong horse")));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.InvalidCredentials),
            await guest.FailAsync("users", HttpMethod.Post, "sessions", new Credentials("nobody-here", "wrong horse")));
    }

    [Theory]
    [InlineData("a||b")]
    [InlineData("a\0b")]
    [InlineData("..")]
    public async Task LogIn_WithWhatIsNoName_IsAWrongName(string name)
    {
        var guest = Someone.Guest(world);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.InvalidCredentials),
            await guest.FailAsync("users", HttpMethod.Post, "sessions", new Credentials(name, "wrong horse")));
    }

    [Fact]
    public async Task Me_WithoutOrWithAForgedToken_IsRefused()
    {
        var guest = Someone.Guest(world);
        Assert.Equal((HttpStatusCode.Unauthorized, Problems.Unauthenticated), await guest.FailAsync("users", HttpMethod.Get, "users/me"));

        var real = (await Someone.RegisterAsync(world)).Token.Split('.');
        string[] forged =
        [
            "nonsense",
            $"{real[0]}.{real[1]}.{new string('A', real[2].Length)}",
            $"{Encode("""{"alg":"none"}""")}.{real[1]}.",
            $"{Encode("""{"alg":"HS256","kid":"x"}""")}.{real[1]}.AAAA",
            $"{real[0]}.{Encode("{}")}.{real[2]}",
        ];
        foreach (var token in forged)
        {
            foreach (var app in new[] { "users", "playlists" })
            {
                var forger = new Someone(world, new Session(token, default, new User(Guid.NewGuid(), "x", "x", null, default)));
                var path = app == "users" ? "users/me" : "playlists";
                var failure = await forger.FailAsync(app, app == "users" ? HttpMethod.Get : HttpMethod.Post, path);
                Assert.Equal((HttpStatusCode.Unauthorized, Problems.Unauthenticated), failure);
            }
        }
    }

    [Fact]
    public async Task Edit_Profile_ChangesWhatIsGivenOnly()
    {
        var user = await Someone.RegisterAsync(world);
        using var first = await user.SendAsync("users", HttpMethod.Patch, "users/me", new { displayName = "  Ada  ", bio = "Hello\nthere" });
        using var second = await user.SendAsync("users", HttpMethod.Patch, "users/me", new { bio = "" });

        var account = await user.GetAsync<Account>("users", "users/me");

        Assert.Equal(("Ada", null), (account.User.DisplayName, account.User.Bio));
        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await user.FailAsync("users", HttpMethod.Patch, "users/me", new { displayName = new string('x', 81) }));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"userName\": 5, \"email\": \"a@b.example\", \"password\": \"12345678\"}")]
    [InlineData("{}")]
    public async Task Register_BodyIsNotWhatIsExpected_IsInvalid(string body)
    {
        var failure = await Someone.Guest(world).FailAsync(
            "users", HttpMethod.Post, "users", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), failure);
    }

    [Fact]
    public async Task Register_BodyIsHugeOrNoJson_IsRefused()
    {
        var guest = Someone.Guest(world);
        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, Problems.UnsupportedMedia),
            await guest.FailAsync("users", HttpMethod.Post, "users", new StringContent("hi", Encoding.UTF8, "text/plain")));
        var huge = new Registration("abc", "a@b.example", new string('x', 2_000_000));
        // With "Expect: 100-continue" the answer is there before the body is sent, which the server would not read.
        using var request = new HttpRequestMessage(HttpMethod.Post, "users")
        {
            Content = JsonContent.Create(huge),
            Headers = { ExpectContinue = true },
        };
        await request.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        using var response = await guest.SendAsync("users", request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(Problems.TooLarge, await Someone.CodeOfAsync(response));
    }

    [Fact]
    public async Task List_WalkedByPages_HasEveryoneInTheOrderOfRegistration()
    {
        var first = await Someone.RegisterAsync(world);
        var second = await Someone.RegisterAsync(world);
        var all = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await first.GetAsync<Page<User>>("users", "users?first=7" + (cursor is null ? "" : $"&after={cursor}"));
            all.AddRange(page.Items.Select(item => item.Value.Id));
            cursor = page.HasNextPage ? page.Items[^1].Cursor : null;
        }
        while (cursor is not null);

        Assert.True(all.IndexOf(first.Id) < all.IndexOf(second.Id));
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await first.FailAsync("users", HttpMethod.Get, "users?first=101"));
        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await first.FailAsync("users", HttpMethod.Get, "users?first=many"));
        Assert.Equal((HttpStatusCode.BadRequest, Problems.Invalid), await first.FailAsync("users", HttpMethod.Get, "users?after=x"));
    }

    [Fact]
    public async Task Batch_LeavesOutWhoIsNotThere()
    {
        var user = await Someone.RegisterAsync(world);

        var users = await user.PostAsync<User[]>("users", "users/batch", new BatchRequest([Guid.NewGuid(), user.Id, user.Id]));

        Assert.Equal(user.Id, Assert.Single(users).Id);
    }

    private static string Encode(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
