using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

/// <summary>A gateway on a free loopback port beside a fake sidecar.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private FakeSidecar? _sidecar;
    private WebApplication? _gateway;

    internal FakeSidecar Sidecar => _sidecar!;

    internal FakeServices Services => Sidecar.Services;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Settings of the gateway beyond its addresses, such as <c>--APP_API_TOKEN=…</c>.</summary>
    internal string[] Settings { get; init; } = [];

    public async ValueTask InitializeAsync()
    {
        _sidecar = await FakeSidecar.StartAsync();
        _gateway = Program.Create(
        [
            "--urls=http://127.0.0.1:0",
            "--GRAPHQL_INTROSPECTION=true",
            $"--DAPR_HTTP_ENDPOINT={_sidecar.Address}",
            "--Logging:LogLevel:Default=None",
            .. Settings,
        ]);
        await _gateway.StartAsync(TestContext.Current.CancellationToken);
        Client = new HttpClient { BaseAddress = new Uri(_gateway.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_sidecar is not null)
            await _sidecar.DisposeAsync();
    }

    internal HttpRequestMessage Request(HttpMethod method, string path, User? user = null, HttpContent? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        if (user is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Of(user));
        return request;
    }

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, User? user = null, HttpContent? body = null)
    {
        using var request = Request(method, path, user, body);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a GraphQL operation and gives the whole response.</summary>
    internal async Task<JsonNode> QueryAsync(string query, User? user = null, object? variables = null)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", user, JsonContent.Create(new { query, variables }));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Runs a GraphQL operation that must have no errors and gives its data.</summary>
    internal async Task<JsonNode> DataAsync(string query, User? user = null, object? variables = null)
    {
        var response = await QueryAsync(query, user, variables);
        Assert.True(response["errors"] is null, response["errors"]?.ToJsonString());
        return response["data"]!;
    }

    /// <summary>Delivers an event as the sidecar does, in a CloudEvent.</summary>
    internal async Task<HttpResponseMessage> PublishAsync<T>(string path, T data)
    {
        var cloudEvent = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.CreateVersion7().ToString(),
            ["source"] = "social",
            ["type"] = "com.dapr.event.sent",
            ["datacontenttype"] = "application/json",
            ["data"] = JsonSerializer.SerializeToNode(data, ServiceJson.Options),
        };
        using var body = JsonContent.Create(cloudEvent, new MediaTypeHeaderValue("application/cloudevents+json"));
        return await SendAsync(HttpMethod.Post, path, body: body);
    }
}
