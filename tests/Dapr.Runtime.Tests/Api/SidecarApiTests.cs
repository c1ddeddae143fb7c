using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>Health, metadata, tokens, bindings and shutdown: https://docs.dapr.io/reference/api/.</summary>
public sealed class SidecarApiTests : IAsyncDisposable
{
    private readonly TestRuntime _runtime = new(TestRuntime.Media, TestRuntime.StateStores);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Healthz_IsNotReadyUntilTheAppAnswers()
    {
        var port = LoopbackPort.Free();
        await using var sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "late", AppEndpoint = new Uri($"http://127.0.0.1:{port}") });
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };
        using var before = await client.GetAsync("/v1.0/healthz", Cancellation);
        using var outbound = await client.GetAsync("/v1.0/healthz/outbound", Cancellation);

        await using var app = await TestApp.StartAsync("late", app => app.MapGet("/", () => ""), builder => builder.WebHost.UseUrls($"http://127.0.0.1:{port}"));
        await sidecar.Ready.WaitAsync(Cancellation);
        using var after = await client.GetAsync("/v1.0/healthz", Cancellation);

        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_HEALTH_NOT_READY"), (before.StatusCode, await before.ErrorCodeAsync()));
        Assert.Equal(HttpStatusCode.NoContent, outbound.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, after.StatusCode);
    }

    [Fact]
    public async Task ConnectApp_AfterTheStart_MakesTheAppReachable()
    {
        await using var sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "app" });
        await sidecar.StartAsync(Cancellation);
        await using var app = await TestApp.StartAsync("app", app => app.MapGet("/hello", () => "hello"));

        sidecar.ConnectApp(app.Address);
        await sidecar.Ready.WaitAsync(Cancellation);

        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };
        Assert.Equal("hello", await client.GetStringAsync("/v1.0/invoke/app/method/hello", Cancellation));
    }

    [Fact]
    public async Task ApiToken_IsAskedForEverywhereButHealth()
    {
        await using var sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "app", ApiToken = "secret" });
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };

        using var without = await client.GetAsync("/v1.0/state/statestore/k", Cancellation);
        using var health = await client.GetAsync("/v1.0/healthz", Cancellation);
        client.DefaultRequestHeaders.Add("dapr-api-token", "secret");
        using var with = await client.GetAsync("/v1.0/state/statestore/k", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, health.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, with.StatusCode);
    }

    [Fact]
    public async Task AppToken_IsSentToTheAppInPlaceOfTheCallers()
    {
        await using var app = await TestApp.StartAsync("app", app => app.MapGet("/token", (HttpRequest request) => request.Headers["dapr-api-token"].ToString()));
        await using var sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "app", AppEndpoint = app.Address, AppToken = "for-app" });
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint, DefaultRequestHeaders = { { "dapr-api-token", "for-sidecar" } } };

        Assert.Equal("for-app", await client.GetStringAsync("/v1.0/invoke/app/method/token", Cancellation));
    }

    [Fact]
    public async Task Binding_CreateGetListDelete()
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;

        using var created = await BindAsync(client, """{"operation":"create","data":"Zm9v","metadata":{"fileName":"a/b.bin"}}""");
        using var named = await BindAsync(client, """{"operation":"create","data":"text, no base64"}""");
        using var got = await BindAsync(client, """{"operation":"get","metadata":{"fileName":"a/b.bin"}}""");
        using var listed = await BindAsync(client, """{"operation":"list","metadata":{"fileName":"a"}}""");
        using var deleted = await BindAsync(client, """{"operation":"delete","metadata":{"fileName":"a/b.bin"}}""");

        Assert.Equal("a/b.bin", (await created.JsonAsync()).GetProperty("fileName").GetString());
        Assert.True(Guid.TryParse((await named.JsonAsync()).GetProperty("fileName").GetString(), out var _));
        Assert.Equal("foo", await got.TextAsync());
        Assert.Equal(Path.Combine(_runtime.Data, "media", "a", "b.bin"), (await listed.JsonAsync())[0].GetString());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Theory]
    [InlineData("media", """{"operation":"get","metadata":{"fileName":"absent"}}""", 500, "ERR_INVOKE_OUTPUT_BINDING")]
    [InlineData("media", """{"operation":"dance"}""", 500, "ERR_INVOKE_OUTPUT_BINDING")]
    [InlineData("media", """{"operation":"get","metadata":{"fileName":"../../etc/passwd"}}""", 500, "ERR_INVOKE_OUTPUT_BINDING")]
    [InlineData("none", """{"operation":"get"}""", 500, "ERR_INVOKE_OUTPUT_BINDING")]
    [InlineData("media", "nonsense", 400, "ERR_MALFORMED_REQUEST")]
    public async Task Binding_ThatFails_SaysWhy(string name, string body, int status, string code)
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;

        using var response = await client.PostTextAsync("/v1.0/bindings/" + name, body);

        Assert.Equal((status, code), ((int)response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Fact]
    public async Task Scopes_HideAComponentFromOtherApps()
    {
        await using var runtime = new TestRuntime(TestRuntime.PubSub + "\nscopes: [chosen]\n");
        var (_, chosen) = await runtime.StartAsync("chosen");
        var (_, other) = await runtime.StartAsync("other");
        using var allowed = await chosen.PostTextAsync("/v1.0/publish/pubsub/t", "1");
        using var refused = await other.PostTextAsync("/v1.0/publish/pubsub/t", "1");

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        chosen.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Metadata_TakesAttributes()
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;

        using var put = await client.PutAsync("/v1.0/metadata/mine", new StringContent("value"), Cancellation);
        var metadata = await (await client.GetAsync("/v1.0/metadata", Cancellation)).JsonAsync();

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal("value", metadata.GetProperty("extended").GetProperty("mine").GetString());
        var store = metadata.GetProperty("components").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "statestore");
        Assert.Contains("TRANSACTIONAL", store.GetProperty("capabilities").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public async Task Metadata_TellsWhereTheAppIs()
    {
        await using var app = await TestApp.StartAsync("app", app => app.MapGet("/", () => ""));
        var (_, client) = await _runtime.StartAsync(app);
        using var _ = client;

        var connection = (await (await client.GetAsync("/v1.0/metadata", Cancellation)).JsonAsync()).GetProperty("appConnectionProperties");

        Assert.Equal(
            (app.Address.Port, "http", "127.0.0.1"),
            (connection.GetProperty("port").GetInt32(), connection.GetProperty("protocol").GetString(), connection.GetProperty("channelAddress").GetString()));
    }

    [Fact]
    public async Task Shutdown_IsToldToTheHost()
    {
        var (sidecar, client) = await _runtime.StartAsync();
        using var _ = client;

        using var response = await client.PostAsync("/v1.0/shutdown", null, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await sidecar.ShutdownRequested.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Start_OnATakenPort_Fails()
    {
        var (sidecar, client) = await _runtime.StartAsync();
        using var _ = client;
        await using var second = _runtime.CreateSidecar(new SidecarOptions { AppId = "second", HttpPort = sidecar.Endpoint.Port });

        await Assert.ThrowsAsync<IOException>(() => second.StartAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private static Task<HttpResponseMessage> BindAsync(HttpClient client, string body) => client.PostTextAsync("/v1.0/bindings/media", body);
}
