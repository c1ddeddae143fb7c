using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/configuration_api/.</summary>
public sealed class ConfigurationApiTests(ServerFixture<RedisServer> server) : IClassFixture<ServerFixture<RedisServer>>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetSubscribeAndUnsubscribe()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(server.Server.Host);
        var database = redis.GetDatabase();
        await database.StringSetAsync("orders-max", "10||v1");
        var posts = Channel.CreateUnbounded<string>();
        await using var runtime = new TestRuntime($"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: config
            spec:
              type: configuration.redis
              version: v1
              metadata:
                - name: redisHost
                  value: {server.Server.Host}
            """);
        await using var app = await TestApp.StartAsync("app", app => app.MapPost("/configuration/{store}/{key}", async (string key, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            posts.Writer.TryWrite($"{key} {await reader.ReadToEndAsync(Cancellation)}");
        }));
        var (_, client) = await runtime.StartAsync(app);
        using var _ = client;

        Assert.Equal(
            """{"orders-max":{"value":"10","version":"v1"}}""", await client.GetStringAsync("/v1.0/configuration/config?key=orders-max&key=none", Cancellation));
        var id = (await (await client.GetAsync("/v1.0/configuration/config/subscribe?key=orders-max", Cancellation)).JsonAsync()).GetProperty("id").GetString();
        await database.StringSetAsync("orders-max", "11||v2");
        Assert.Equal(
            "orders-max {\"id\":\"" + id + "\",\"items\":{\"orders-max\":{\"value\":\"11\",\"version\":\"v2\"}}}", await posts.Reader.ReadAsync(Cancellation));
        Assert.Equal("""{"ok":true}""", await client.GetStringAsync($"/v1.0/configuration/config/{id}/unsubscribe", Cancellation));

        using var again = await client.GetAsync($"/v1.0/configuration/config/{id}/unsubscribe", Cancellation);
        using var unknown = await client.GetAsync("/v1.0/configuration/none?key=a", Cancellation);
        Assert.Equal(
            (500, $$"""{"message":"failed to unsubscribe to configuration request {{id}}: subscription with id {{id}} does not exist"}"""),
            ((int)again.StatusCode, await again.TextAsync()));
        Assert.Equal((400, "ERR_CONFIGURATION_STORE_NOT_FOUND"), ((int)unknown.StatusCode, await unknown.ErrorCodeAsync()));
    }
}
