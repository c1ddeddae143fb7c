using System.Net;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.Dapr.Client;

namespace MusicGraph.Services.Tests.Http;

public sealed class AccountsTests(World world)
{
    private const string NewPassword = "battery staple";
    private const int Racers = 50;

    private static readonly (HttpStatusCode, string?) WrongPassword = (HttpStatusCode.Unauthorized, Problems.InvalidCredentials);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, Problems.UserNameTaken)]
    [InlineData(false, Problems.EmailTaken)]
    public async Task Register_FiftyAtOnceForOneNameOrAddress_ExactlyOneWins(bool isName, string code)
    {
        var wanted = NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Someone.Guest(world).SendAsync(
            "users",
            HttpMethod.Post,
            "users",
            isName
                ? new Registration(i % 2 == 0 ? wanted : wanted.ToUpperInvariant(), $"{wanted}{i}@mail.example", Someone.Password)
                : new Registration($"{wanted}-{i}", i % 2 == 0 ? $"{wanted}@mail.example" : $"{wanted}@MAIL.example", Someone.Password))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var loser in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            Assert.Equal((HttpStatusCode.Conflict, code), (loser.StatusCode, await Someone.CodeOfAsync(loser)));
    }

    [Fact]
    public async Task Register_AfterLosingTheAddress_LeavesTheNameToOthers()
    {
        var owner = await Someone.RegisterAsync(world);
        var name = NewName();
        await Someone.Guest(world).FailAsync(
            "users", HttpMethod.Post, "users", new Registration(name, $"{owner.UserName}@mail.example", Someone.Password));

        await Someone.RegisterAsync(world, name);
    }

    [Fact]
    public async Task ChangeUserName_ToAFreeOne_IsFoundByItAndNotByTheOld()
    {
        var user = await Someone.RegisterAsync(world);
        var name = NewName();

        var account = await PutAsync<Account>(user, "user-name", new UserNameChange(name, Someone.Password));

        Assert.Equal((name, user.Id), (account.User.UserName, account.User.Id));
        Assert.Equal(user.Id, (await user.GetAsync<User>("users", $"users/by-name/{name.ToUpperInvariant()}")).Id);
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("users", HttpMethod.Get, $"users/by-name/{user.UserName}"));
        await LogInAsync(name);
        Assert.Equal(WrongPassword, await FailToLogInAsync(user.UserName));
    }

    [Fact]
    public async Task ChangeUserName_ToOneThatTenWant_ExactlyOneHasIt()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Someone.RegisterAsync(world)));
        var wanted = NewName();

        var answers = await Task.WhenAll(users.Select(user =>
            user.SendAsync("users", HttpMethod.Put, "users/me/user-name", new UserNameChange(wanted, Someone.Password))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(users.Length - 1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task ChangeUserName_ThereAndBack_IsStillTheirs()
    {
        var user = await Someone.RegisterAsync(world);

        await PutAsync<Account>(user, "user-name", new UserNameChange(NewName(), Someone.Password));
        await PutAsync<Account>(user, "user-name", new UserNameChange(user.UserName, Someone.Password));
        await PutAsync<Account>(user, "user-name", new UserNameChange(user.UserName.ToUpperInvariant(), Someone.Password));

        Assert.Equal(user.Id, (await user.GetAsync<User>("users", $"users/by-name/{user.UserName}")).Id);
        Assert.Equal(
            (HttpStatusCode.Conflict, Problems.UserNameTaken),
            await (await Someone.RegisterAsync(world)).FailAsync(
                "users", HttpMethod.Put, "users/me/user-name", new UserNameChange(user.UserName, Someone.Password)));
    }

    [Fact]
    public async Task ChangeEmail_ToAFreeOne_LogsInByItAndNotByTheOld()
    {
        var user = await Someone.RegisterAsync(world);
        var email = $"{NewName()}@other.example";

        var account = await PutAsync<Account>(user, "email", new EmailChange(email, Someone.Password));

        Assert.Equal(email, account.Email);
        await LogInAsync(email);
        Assert.Equal(WrongPassword, await FailToLogInAsync($"{user.UserName}@mail.example"));
        var other = await Someone.RegisterAsync(world);
        Assert.Equal(
            (HttpStatusCode.Conflict, Problems.EmailTaken),
            await other.FailAsync("users", HttpMethod.Put, "users/me/email", new EmailChange(email.ToUpperInvariant(), Someone.Password)));
    }

    [Fact]
    public async Task ChangePassword_EndsTheOtherSessionsAndGoesOnInANewOne()
    {
        var user = await Someone.RegisterAsync(world);
        var there = await LogInAsync(user.UserName);

        var session = await PutAsync<Session>(user, "password", new PasswordChange(NewPassword, Someone.Password));

        Assert.Equal(WrongPassword, await FailToLogInAsync(user.UserName));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.InvalidRefreshToken),
            await there.FailAsync("users", HttpMethod.Post, "sessions/refresh", new SessionRefresh(there.Session.RefreshToken)));
        Assert.True(Assert.Single(await new Someone(world, session).GetAsync<ActiveSession[]>("users", "users/me/sessions")).IsCurrent);
        // The token that was made before is no good for what needs the password, although it has not expired.
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated),
            await there.FailAsync("users", HttpMethod.Put, "users/me/password", new PasswordChange("yet another one", NewPassword)));
    }

    [Fact]
    public async Task ChangePassword_TwiceAtOnce_OneWins()
    {
        var user = await Someone.RegisterAsync(world);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => user.SendAsync(
            "users", HttpMethod.Put, "users/me/password", new PasswordChange($"{NewPassword} {i}", Someone.Password))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_WithoutTheCurrentPassword_IsRefused()
    {
        var user = await Someone.RegisterAsync(world);

        Assert.Equal(WrongPassword, await user.FailAsync("users", HttpMethod.Put, "users/me/user-name", new UserNameChange(NewName(), "wrong horse")));
        Assert.Equal(WrongPassword, await user.FailAsync("users", HttpMethod.Put, "users/me/email", new EmailChange("a@b.example", "wrong horse")));
        Assert.Equal(WrongPassword, await user.FailAsync("users", HttpMethod.Put, "users/me/password", new PasswordChange(NewPassword, "wrong horse")));
        Assert.Equal(WrongPassword, await user.FailAsync("users", HttpMethod.Post, "users/me/deletion", new AccountDeletion("wrong horse")));
        await LogInAsync(user.UserName);
    }

    [Theory]
    [InlineData("user-name", "{\"userName\":\"a b\",\"currentPassword\":\"x\"}")]
    [InlineData("email", "{\"email\":\"nobody\",\"currentPassword\":\"x\"}")]
    [InlineData("email", "{}")]
    public async Task Change_ToWhatNoAccountCanHave_IsInvalid(string what, string body)
    {
        var user = await Someone.RegisterAsync(world);

        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await user.FailAsync("users", HttpMethod.Put, $"users/me/{what}", new StringContent(body, null, "application/json")));
    }

    [Fact]
    public async Task ChangePassword_ToAWeakOne_IsInvalid()
    {
        var user = await Someone.RegisterAsync(world);

        foreach (var weak in new[] { "short", user.UserName.ToUpperInvariant(), $"{user.UserName}@mail.example" })
        {
            Assert.Equal(
                (HttpStatusCode.BadRequest, Problems.Invalid),
                await user.FailAsync("users", HttpMethod.Put, "users/me/password", new PasswordChange(weak, Someone.Password)));
        }
    }

    [Fact]
    public async Task Edit_AvatarAndCountry_AreCheckedAndCanBeTakenAway()
    {
        var user = await Someone.RegisterAsync(world);
        using var edited = await user.SendAsync(
            "users", HttpMethod.Patch, "users/me", new ProfileEdit(null, null, "https://pictures.example/me.png", "se"));
        var account = await user.GetAsync<Account>("users", "users/me");
        Assert.Equal(("https://pictures.example/me.png", "SE"), (account.User.AvatarUrl, account.Country));

        foreach (var bad in new[] { new ProfileEdit(null, null, "javascript:alert(1)"), new(null, null, "http://a.example/"), new(null, null, null, "Sweden") })
        {
            Assert.Equal(
                (HttpStatusCode.BadRequest, Problems.Invalid), await user.FailAsync("users", HttpMethod.Patch, "users/me", bad));
        }

        using var cleared = await user.SendAsync("users", HttpMethod.Patch, "users/me", new ProfileEdit(null, null, "", ""));
        account = await user.GetAsync<Account>("users", "users/me");
        Assert.Equal((null, null), (account.User.AvatarUrl, account.Country));
    }

    [Fact]
    public async Task Delete_LeavesNobodyBehindAndFreesTheNames()
    {
        var user = await Someone.RegisterAsync(world);
        var there = await LogInAsync(user.UserName);

        using var response = await user.SendAsync("users", HttpMethod.Post, "users/me/deletion", new AccountDeletion(Someone.Password));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(WrongPassword, await FailToLogInAsync(user.UserName));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.InvalidRefreshToken),
            await there.FailAsync("users", HttpMethod.Post, "sessions/refresh", new SessionRefresh(there.Session.RefreshToken)));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("users", HttpMethod.Get, "users/me"));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("users", HttpMethod.Patch, "users/me", new ProfileEdit("Back", null)));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await user.FailAsync("users", HttpMethod.Get, $"users/by-name/{user.UserName}"));
        Assert.Empty(await user.PostAsync<User[]>("users", "users/batch", new BatchRequest([user.Id])));
        Assert.DoesNotContain(await EverybodyAsync(), id => id == user.Id);
        using var dapr = world.Dapr("users");
        Assert.DoesNotContain(user.UserName, await StoredAsync(dapr, user.Id), StringComparison.OrdinalIgnoreCase);

        var next = await Someone.RegisterAsync(world, user.UserName);
        Assert.NotEqual(user.Id, next.Id);
    }

    [Fact]
    public async Task State_HoldsNoAddressInTheClear()
    {
        var user = await Someone.RegisterAsync(world);
        using var dapr = world.Dapr("users");

        var stored = await StoredAsync(dapr, user.Id);

        Assert.Contains(user.UserName, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("mail.example", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Someone.Password, stored, StringComparison.Ordinal);
        var keys = (await dapr.GetStateAsync<JsonElement>(Components.StateStore, "signing-keys:ring", cancellationToken: Token)).GetRawText();
        Assert.DoesNotContain("pkcs8", keys, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"sealed\"", keys, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_OfTheListAndByName_ShowNoAddress()
    {
        var user = await Someone.RegisterAsync(world);

        foreach (var path in new[] { "users?first=100", $"users/by-name/{user.UserName}" })
        {
            using var response = await user.SendAsync("users", HttpMethod.Get, path);
            Assert.DoesNotContain("mail.example", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    private async Task<List<Guid>> EverybodyAsync()
    {
        var (all, cursor) = (new List<Guid>(), "");
        while (true)
        {
            var page = await Someone.Guest(world).GetAsync<Page<User>>("users", $"users?first=100{cursor}");
            all.AddRange(page.Items.Select(item => item.Value.Id));
            if (!page.HasNextPage)
                return all;
            cursor = $"&after={page.Items[^1].Cursor}";
        }
    }

    private static async Task<string> StoredAsync(DaprClient dapr, Guid id) =>
        (await dapr.GetStateAsync<JsonElement>(Components.StateStore, $"user:{id:N}", cancellationToken: Token)).GetRawText();

    private async Task<Someone> LogInAsync(string name) =>
        new(world, await Someone.Guest(world).PostAsync<Session>("users", "sessions", new Credentials(name, Someone.Password)));

    private Task<(HttpStatusCode Status, string? Code)> FailToLogInAsync(string name) =>
        Someone.Guest(world).FailAsync("users", HttpMethod.Post, "sessions", new Credentials(name, Someone.Password));

    private static async Task<T> PutAsync<T>(Someone user, string what, object change)
    {
        using var response = await user.SendAsync("users", HttpMethod.Put, $"users/me/{what}", change);
        return await Someone.ReadAsync<T>(response);
    }

    private static string NewName() => $"n{Guid.NewGuid():N}"[..20];
}
