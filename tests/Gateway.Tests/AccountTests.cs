using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

public sealed class AccountTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string LogIn = """mutation { logIn(input: { userName: "ada", password: "x" }) { session { accessToken } errors { __typename } } }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LogIn_too_often_says_how_long_to_wait()
    {
        gateway.Services.OnProblem("users", "POST", "sessions", 429, Problems.TooManyAttempts, "Too many.", ("retryAfter", 90));

        var data = await gateway.DataAsync(
            """
            mutation {
              logIn(input: { userName: "ada", password: "x" }) {
                errors { __typename ... on TooManyAttemptsError { message retryAfter } }
              }
            }
            """);

        Assert.Equal(
            """{"__typename":"TooManyAttemptsError","message":"Too many.","retryAfter":90}""", data["logIn"]!["errors"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task RefreshSession_with_a_used_token_is_an_error_of_the_schema()
    {
        gateway.Services.OnProblem("users", "POST", "sessions/refresh", 401, Problems.InvalidRefreshToken, "It ended.");

        var data = await gateway.DataAsync("""mutation { refreshSession(input: { refreshToken: "x" }) { errors { __typename } } }""");

        Assert.Equal("InvalidRefreshTokenError", (string)data["refreshSession"]!["errors"]![0]!["__typename"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_was_revoked_is_refused_everywhere_at_once(bool isDeleted)
    {
        var user = new User(Guid.NewGuid(), "cleo", "Cleo", null, FakeServices.Time(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(user));

        UserEvent happened = isDeleted
            ? new UserDeleted(Guid.NewGuid(), user.Id, FakeServices.Time(2), 2)
            : new TokensRevoked(Guid.NewGuid(), user.Id, SessionId: null, Epoch: 1);
        using var told = await gateway.PublishAsync("/events/users", happened);

        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(user));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway.Services.Ben));
    }

    [Fact]
    public async Task The_token_of_a_session_that_ended_is_refused_and_others_of_the_user_are_not()
    {
        var user = new User(Guid.NewGuid(), "dora", "Dora", null, FakeServices.Time(1));
        var (ended, other) = (Guid.NewGuid(), Guid.NewGuid());

        using var told = await gateway.PublishAsync<UserEvent>("/events/users", new TokensRevoked(Guid.NewGuid(), user.Id, ended, Epoch: 0));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Tokens.Of(user, sessionId: ended)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Tokens.Of(user, sessionId: other)));
    }

    [Fact]
    public async Task The_keys_of_tokens_are_there_for_everybody()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/.well-known/jwks.json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["keys"]);
    }

    [Theory]
    [InlineData(null, "203.0.113.7", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.0/8,10.0.0.0/8", "198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7")]
    public async Task The_address_of_a_client_is_what_trusted_proxies_say_and_nobody_else(string? trusted, string forwarded, string expected)
    {
        await using var own = new GatewayFixture { Settings = trusted is null ? [] : [$"--TRUSTED_PROXIES={trusted}"] };
        await own.InitializeAsync();
        using var request = own.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query = LogIn }));
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("client-address", "192.0.2.1");

        using var response = await own.Client.SendAsync(request, Cancel);

        Assert.Equal(expected, Assert.Single(own.Sidecar.Calls).ClientAddress);
    }

    [Fact]
    public async Task A_client_whose_name_is_not_written_in_ascii_is_served()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = gateway.Client.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Hörgerät/1.0");

        using var response = await client.PostAsJsonAsync("/graphql", new { query = """{ userByName(userName: "ada") { displayName } }""" }, Cancel);

        Assert.Equal("""{"data":{"userByName":{"displayName":"Ada"}}}""", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        await using var own = new GatewayFixture { Settings = ["--TRUSTED_PROXIES=nginx"] };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await own.InitializeAsync());

        Assert.Contains("TRUSTED_PROXIES", error.Message, StringComparison.Ordinal);
    }

    private Task<HttpStatusCode> StatusAsync(User user) => StatusAsync(Tokens.Of(user));

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = gateway.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query = "{ __typename }" }));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await gateway.Client.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
