using System.Net;
using System.Net.Http.Headers;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

/// <summary>Partners' clients at the users service.</summary>
public sealed class ClientsTests(World world)
{
    [Fact]
    public async Task A_client_gets_tokens_until_it_is_ended()
    {
        var admin = await world.AdminAsync();
        var issued = await RegisterAsync(admin, Scopes.SharesRead, Scopes.ReleasesRead);

        var token = await TokenAsync(issued, Scopes.ReleasesRead);
        Assert.Equal((Scopes.ReleasesRead, true), (token.Scope, token.ExpiresIn is > 0 and <= 3_600));
        Assert.True((await StateAsync(issued)).IsActive);

        using var ended = await admin.SendAsync("users", HttpMethod.Delete, $"clients/{issued.Client.ClientId}");
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.False((await StateAsync(issued)).IsActive);
        Assert.Equal((HttpStatusCode.Unauthorized, Problems.InvalidClient), await FailAsync(issued.Client.ClientId, issued.Secret));
    }

    [Fact]
    public async Task A_token_has_no_scope_that_its_client_has_not()
    {
        var issued = await RegisterAsync(await world.AdminAsync(), Scopes.SharesRead);

        Assert.Equal((HttpStatusCode.BadRequest, Problems.InvalidScope), await FailAsync(issued.Client.ClientId, issued.Secret, Scopes.FeedRead));
        Assert.Equal((HttpStatusCode.Unauthorized, Problems.InvalidClient), await FailAsync(issued.Client.ClientId, issued.Secret + "x"));
        Assert.Equal((HttpStatusCode.Unauthorized, Problems.InvalidClient), await FailAsync("partner-nobody", issued.Secret));
    }

    [Fact]
    public async Task A_new_secret_leaves_the_old_one_its_time_or_none()
    {
        var admin = await world.AdminAsync();
        var first = await RegisterAsync(admin, Scopes.SharesRead);

        var second = await admin.PostAsync<IssuedSecret>("users", $"clients/{first.Client.ClientId}/secrets", new SecretRotation(10));
        await TokenAsync(first);
        await TokenAsync(second);
        var third = await admin.PostAsync<IssuedSecret>("users", $"clients/{first.Client.ClientId}/secrets", new SecretRotation(0));
        await TokenAsync(third);

        Assert.Equal(HttpStatusCode.Unauthorized, (await FailAsync(first.Client.ClientId, first.Secret)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await FailAsync(second.Client.ClientId, second.Secret)).Status);
    }

    [Fact]
    public async Task A_token_can_be_revoked_by_its_client_and_no_other()
    {
        var admin = await world.AdminAsync();
        var (owner, other) = (await RegisterAsync(admin, Scopes.SharesRead), await RegisterAsync(admin, Scopes.SharesRead));
        var token = await TokenAsync(owner);

        await RevokeAsync(other, token.AccessToken);
        Assert.Empty((await StateAsync(owner)).RevokedTokens);
        await RevokeAsync(owner, "nonsense");
        await RevokeAsync(owner, token.AccessToken);
        Assert.Single((await StateAsync(owner)).RevokedTokens);
    }

    [Fact]
    public async Task A_clients_token_is_no_users_token()
    {
        var issued = await RegisterAsync(await world.AdminAsync(), [.. Scopes.All]);
        var token = await TokenAsync(issued);

        foreach (var (app, method, path, body) in new (string, HttpMethod, string, object?)[]
        {
            ("users", HttpMethod.Get, "users/me", null),
            ("users", HttpMethod.Get, "clients", null),
            ("social", HttpMethod.Get, "feed", null),
            ("playlists", HttpMethod.Post, "playlists", new NewPlaylist("Mine")),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = System.Net.Http.Json.JsonContent.Create(body, body.GetType());
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
            using var response = await world.Client(app).SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, response.StatusCode));
        }
    }

    [Fact]
    public async Task Only_partners_and_administrators_have_clients()
    {
        var ann = await Someone.RegisterAsync(world);
        var issued = await RegisterAsync(await world.AdminAsync(), Scopes.SharesRead);

        Assert.Equal(HttpStatusCode.Forbidden, (await ann.FailAsync("users", HttpMethod.Post, "clients", new NewPartnerClient("Mine", [Scopes.SharesRead]))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.FailAsync("users", HttpMethod.Get, "clients")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.FailAsync("users", HttpMethod.Delete, $"clients/{issued.Client.ClientId}")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await ann.FailAsync("users", HttpMethod.Post, $"clients/{issued.Client.ClientId}/secrets", new SecretRotation())).Status);
    }

    [Theory]
    [InlineData("", Scopes.SharesRead)]
    [InlineData("Name", "admin")]
    public async Task A_client_needs_a_name_and_known_scopes(string name, string scope)
    {
        var admin = await world.AdminAsync();

        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid), await admin.FailAsync("users", HttpMethod.Post, "clients", new NewPartnerClient(name, [scope])));
    }

    private static Task<IssuedSecret> RegisterAsync(Someone admin, params string[] scopes) =>
        admin.PostAsync<IssuedSecret>("users", "clients", new NewPartnerClient("A partner", scopes));

    private async Task<ClientToken> TokenAsync(IssuedSecret issued, string? scope = null)
    {
        using var response = await world.AsGatewayAsync("users", "clients/tokens", new ClientTokenRequest(issued.Client.ClientId, issued.Secret, scope));
        return await Someone.ReadAsync<ClientToken>(response);
    }

    private async Task<(HttpStatusCode Status, string? Code)> FailAsync(string clientId, string secret, string? scope = null)
    {
        using var response = await world.AsGatewayAsync("users", "clients/tokens", new ClientTokenRequest(clientId, secret, scope));
        return (response.StatusCode, await Someone.CodeOfAsync(response));
    }

    private async Task RevokeAsync(IssuedSecret issued, string token)
    {
        using var response = await world.AsGatewayAsync(
            "users", "clients/tokens/revoke", new ClientTokenRevocation(issued.Client.ClientId, issued.Secret, token));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<ClientState> StateAsync(IssuedSecret issued)
    {
        using var response = await world.AsGatewayAsync("users", "clients/states", new ClientStatesRequest([issued.Client.ClientId]));
        return Assert.Single(await Someone.ReadAsync<ClientState[]>(response));
    }
}
