using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

/// <summary>OAuth at the gateway, what a partner's token is good for, and limits; a gateway with small ones of its own.</summary>
public sealed class PartnerTests : IAsyncLifetime
{
    private const string Client = "partner-00000000000000000000000000000001";

    private readonly GatewayFixture _gateway = new()
    {
        Settings =
        [
            "--Limits:Client:Rate=1", "--Limits:Client:Burst=8", "--Limits:Client:Connections=2", "--Limits:Client:Subscriptions=2",
        ],
    };

    private bool _isActive = true;
    private readonly string[] _revoked = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _gateway.InitializeAsync();
        _gateway.Services.On("users", "POST", "clients/states", request => Results.Json(
            request.Read<ClientStatesRequest>().ClientIds.Select(id => new ClientState(id, _isActive, _revoked)), ServiceJson.Options));
        _gateway.Services.On("users", "POST", "clients/tokens", request =>
        {
            var asked = request.Read<ClientTokenRequest>();
            return asked switch
            {
                { ClientId: Client, ClientSecret: "s e:c+ret" } when asked.Scope is null or "shares:read" =>
                    Results.Json(new ClientToken("the-token", 600, "shares:read"), ServiceJson.Options),
                { ClientId: Client, ClientSecret: "s e:c+ret" } => Refuse(400, Problems.InvalidScope),
                _ => Refuse(401, Problems.InvalidClient),
            };
        });
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_gets_a_token_by_header_or_form(bool byHeader)
    {
        using var response = byHeader
            ? await AskAsync($"{Client}:s+e%3Ac%2Bret", ("grant_type", "client_credentials"))
            : await AskAsync(null, ("grant_type", "client_credentials"), ("client_id", Client), ("client_secret", "s e:c+ret"), ("scope", "shares:read"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(
            """{"access_token":"the-token","token_type":"Bearer","expires_in":600,"scope":"shares:read"}""", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "invalid_request", "client_id=a&client_secret=b")]
    [InlineData(HttpStatusCode.BadRequest, "invalid_request", "grant_type=client_credentials&grant_type=client_credentials")]
    [InlineData(HttpStatusCode.BadRequest, "unsupported_grant_type", "grant_type=password&client_id=a&client_secret=b")]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_client", "grant_type=client_credentials")]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_client", "grant_type=client_credentials&client_id=a&client_secret=b")]
    [InlineData(HttpStatusCode.BadRequest, "invalid_scope", "grant_type=client_credentials&client_id=" + Client + "&client_secret=s+e%3Ac%2Bret&scope=admin")]
    public async Task What_is_wrong_is_said_as_RFC_6749_has_it(HttpStatusCode status, string error, string form)
    {
        using var body = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await _gateway.SendAsync(HttpMethod.Post, "/oauth/token", body: body);

        Assert.Equal((status, error), (response.StatusCode, (string)(await ReadAsync(response))["error"]!));
        Assert.Equal(status == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task The_metadata_name_the_endpoints()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/.well-known/oauth-authorization-server");

        var metadata = await ReadAsync(response);
        Assert.EndsWith("/oauth/token", (string)metadata["token_endpoint"]!);
        Assert.EndsWith("/oauth/revoke", (string)metadata["revocation_endpoint"]!);
        Assert.Equal(["client_credentials"], metadata["grant_types_supported"]!.AsArray().Select(type => (string)type!));
    }

    [Fact]
    public async Task A_partner_hears_what_is_shared_with_everyone_and_is_no_user()
    {
        using var events = await SubscribeAsync("subscription { onShare { share { message } } }", Scopes.SharesRead);
        foreach (var (message, audience) in new[] { ("For followers", ShareAudience.Followers), ("For all", ShareAudience.Everyone) })
        {
            var share = new Share(
                Guid.CreateVersion7(), _gateway.Services.Ada.Id, ShareKind.Song, _gateway.Services.Songs[0].Id, message, [], FakeServices.Time(1), audience);
            var entry = _gateway.Services.Streams.Append<SocialEvent>(StreamNames.Social, new Shared(share.Id, share));
            using var told = await _gateway.PublishAsync("/events/streams", new StreamAppended(StreamNames.Social, [entry]));
        }

        Assert.Contains("For all", await events.NextAsync());
        Assert.Equal("AUTH_NOT_AUTHORIZED", await CodeOfAsync("{ me { id } }", Scopes.SharesRead));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await CodeOfAsync("subscription { onRelease { cursor } }", Scopes.SharesRead));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await CodeOfAsync("{ partnerClients { totalCount } }", Scopes.SharesRead));
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_refused_and_ends_its_stream()
    {
        using var events = await SubscribeAsync("subscription { onShare { cursor } }", Scopes.SharesRead);
        await events.NextIdAsync();

        _isActive = false;

        await Assert.ThrowsAsync<EndOfStreamException>(events.NextAsync);
        using var response = await SendAsync("{ genres { name } }", Scopes.SharesRead);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        using var events = await SubscribeAsync("subscription { onShare { cursor } }", Scopes.SharesRead, DateTime.UtcNow.AddSeconds(3));
        await events.NextIdAsync();

        await Assert.ThrowsAsync<EndOfStreamException>(events.NextAsync);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        HttpResponseMessage response;
        for (var i = 0; ; i++)
        {
            Assert.True(i < 100);
            response = await SendAsync("{ genres { name } }", Scopes.SharesRead);
            if (response.StatusCode != HttpStatusCode.OK)
                break;
            response.Dispose();
        }

        using (response)
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (response.StatusCode, response.Headers.RetryAfter?.ToString()));
            Assert.Equal("RATE_LIMITED", (string)(await ReadAsync(response))["errors"]![0]!["extensions"]!["code"]!);
        }

        // Another caller has room.
        Assert.NotNull(await _gateway.DataAsync("{ genres { name } }", _gateway.Services.Ada));
    }

    [Fact]
    public async Task Too_many_streams_are_refused()
    {
        using var first = await SubscribeAsync("subscription { onShare { cursor } }", Scopes.SharesRead);
        using var second = await SubscribeAsync("subscription { onShare { cursor } }", Scopes.SharesRead);

        using var third = await SendAsync("subscription { onShare { cursor } }", Scopes.SharesRead, stream: true);

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task One_socket_too_many_is_closed_with_4429()
    {
        using var first = await OpenSocketAsync();
        using var second = await OpenSocketAsync();

        using var third = await GraphSocket.OpenAsync(_gateway, Tokens.OfClient(Client, Scopes.SharesRead));

        Assert.Equal(4429, await third.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Too_many_operations_on_a_socket_are_told_when_to_come_back()
    {
        using var socket = await OpenSocketAsync();
        JsonNode answer;
        for (var i = 0; ; i++)
        {
            Assert.True(i < 100);
            await socket.SendAsync(new { id = $"{i}", type = "subscribe", payload = new { query = "{ genres { name } }" } });
            answer = await socket.ReceiveAsync();
            if ((string)answer["type"]! == "error")
                break;
            Assert.Equal(("next", "complete"), ((string)answer["type"]!, (string)(await socket.ReceiveAsync())["type"]!));
        }

        var extensions = answer["payload"]![0]!["extensions"]!;
        Assert.Equal(("RATE_LIMITED", 1), ((string)extensions["code"]!, (int)extensions["retryAfter"]!));
    }

    [Fact]
    public async Task A_socket_is_closed_when_its_token_expires_unless_it_was_given_another()
    {
        var soon = DateTime.UtcNow.AddSeconds(6);
        using var forgotten = await OpenSocketAsync(soon);
        using var renewed = await OpenSocketAsync(soon);
        await renewed.SendAsync(new { type = "ping", payload = new { Authorization = $"Bearer {Tokens.OfClient(Client, Scopes.SharesRead)}" } });
        Assert.NotNull((await renewed.ReceiveAsync())["payload"]!["expiresAt"]);

        Assert.Equal(4403, await forgotten.ReceiveCloseAsync());

        await renewed.SendAsync(new { type = "ping" });
        Assert.Equal("pong", (string)(await renewed.ReceiveAsync())["type"]!);
    }

    private async Task<GraphSocket> OpenSocketAsync(DateTime? expires = null)
    {
        var socket = await GraphSocket.OpenAsync(_gateway, Tokens.OfClient(Client, Scopes.SharesRead, expires));
        Assert.Equal("connection_ack", (string)(await socket.ReceiveAsync())["type"]!);
        return socket;
    }

    private static IResult Refuse(int status, string code) =>
        Results.Text($$"""{"status":{{status}},"code":"{{code}}","detail":"No."}""", "application/problem+json", statusCode: status);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;

    private async Task<string?> CodeOfAsync(string query, string scope)
    {
        using var response = await SendAsync(query, scope, query.StartsWith("subscription", StringComparison.Ordinal));
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (string?)JsonNode.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..(text.LastIndexOf('}') + 1)])!["errors"]?[0]!["extensions"]!["code"];
    }

    private async Task<HttpResponseMessage> AskAsync(string? basic, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (basic is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(basic)));
        return await _gateway.Client.SendAsync(request, Cancel);
    }

    private async Task<HttpResponseMessage> SendAsync(string query, string scope, bool stream = false, DateTime? expires = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.OfClient(Client, scope, expires));
        if (stream)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return await _gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    private async Task<EventStream> SubscribeAsync(string query, string scope, DateTime? expires = null)
    {
        var response = await SendAsync(query, scope, stream: true, expires);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(Cancel));
    }
}
