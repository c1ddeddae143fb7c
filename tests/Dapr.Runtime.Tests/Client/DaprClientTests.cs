using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.Dapr.Client;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Client;

/// <summary>The client against a sidecar: every call it has, and what it makes of errors.</summary>
public sealed class DaprClientTests : IAsyncLifetime
{
    private const string Store = "statestore";

    private readonly TestRuntime _runtime = new(TestRuntime.StateStores, TestRuntime.PubSub, TestRuntime.Media);
    private Sidecar _sidecar = null!;
    private DaprClient _dapr = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sidecar = _runtime.CreateSidecar(new SidecarOptions { AppId = "app", ApiToken = "secret" });
        await _sidecar.StartAsync(Cancellation);
        _dapr = Build(_sidecar.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        _dapr.Dispose();
        await _runtime.DisposeAsync();
    }

    [Fact]
    public async Task State_SaveGetDelete()
    {
        await _dapr.SaveStateAsync(Store, "song:1", new Song("Héllo", Mood.Calm), cancellationToken: Cancellation);
        var (song, etag) = await _dapr.GetStateAndETagAsync<Song>(Store, "song:1", ConsistencyMode.Strong, cancellationToken: Cancellation);
        await _dapr.DeleteStateAsync(Store, "song:1", cancellationToken: Cancellation);
        var (gone, none) = await _dapr.GetStateAndETagAsync<Song?>(Store, "song:1", cancellationToken: Cancellation);

        Assert.Equal(new Song("Héllo", Mood.Calm), song);
        Assert.NotEmpty(etag);
        Assert.Null(gone);
        Assert.Empty(none);
    }

    [Fact]
    public async Task TrySave_TellsWhoWasFaster()
    {
        var firstWrite = new StateOptions { Concurrency = ConcurrencyMode.FirstWrite };

        Assert.True(await _dapr.TrySaveStateAsync(Store, "k", 1, "", firstWrite, cancellationToken: Cancellation));
        Assert.False(await _dapr.TrySaveStateAsync(Store, "k", 2, "", firstWrite, cancellationToken: Cancellation));
        var (_, etag) = await _dapr.GetStateAndETagAsync<int>(Store, "k", cancellationToken: Cancellation);
        Assert.True(await _dapr.TrySaveStateAsync(Store, "k", 3, etag, firstWrite, cancellationToken: Cancellation));
        Assert.False(await _dapr.TrySaveStateAsync(Store, "k", 4, etag, firstWrite, cancellationToken: Cancellation));
        Assert.False(await _dapr.TryDeleteStateAsync(Store, "k", etag, cancellationToken: Cancellation));
        Assert.Equal(3, await _dapr.GetStateAsync<int>(Store, "k", cancellationToken: Cancellation));
        (_, etag) = await _dapr.GetStateAndETagAsync<int>(Store, "k", cancellationToken: Cancellation);
        Assert.True(await _dapr.TryDeleteStateAsync(Store, "k", etag, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task BulkState_SavesAndReads()
    {
        await _dapr.SaveBulkStateAsync(
            Store, [new SaveStateItem<Song>("a", new("A", Mood.Calm), null), new SaveStateItem<Song>("b", new("B", Mood.Wild), null)], Cancellation);

        var items = await _dapr.GetBulkStateAsync<Song?>(Store, ["a", "absent", "b"], parallelism: null, cancellationToken: Cancellation);

        var byKey = items.ToDictionary(item => item.Key);
        Assert.Equal("A", byKey["a"].Value!.Title);
        Assert.NotEmpty(byKey["a"].ETag);
        Assert.Equal("B", byKey["b"].Value!.Title);
        Assert.Null(byKey["absent"].Value);
        Assert.Empty(byKey["absent"].ETag);
    }

    [Fact]
    public async Task BulkState_AsJson()
    {
        await _dapr.SaveStateAsync(Store, "a", new Song("A", Mood.Calm), cancellationToken: Cancellation);

        var items = await _dapr.GetBulkStateAsync(Store, ["a", "absent"], parallelism: 1, cancellationToken: Cancellation);

        var byKey = items.ToDictionary(item => item.Key);
        Assert.Equal("""{"title":"A","mood":"Calm"}""", byKey["a"].Value);
        Assert.Equal(("", ""), (byKey["absent"].Value, byKey["absent"].ETag));
    }

    [Fact]
    public async Task DeleteBulkState_RemovesEachByItself()
    {
        await _dapr.SaveBulkStateAsync(Store, [new SaveStateItem<int>("a", 1, null), new SaveStateItem<int>("b", 2, null)], Cancellation);
        var (_, etag) = await _dapr.GetStateAndETagAsync<int>(Store, "a", cancellationToken: Cancellation);

        await _dapr.DeleteBulkStateAsync(Store, [new("a", etag), new("absent", null)], Cancellation);
        var error = await Assert.ThrowsAsync<DaprApiException>(() => _dapr.DeleteBulkStateAsync(Store, [new("b", etag)], Cancellation));

        Assert.Equal(HttpStatusCode.Conflict, error.StatusCode);
        Assert.Equal(0, await _dapr.GetStateAsync<int>(Store, "a", cancellationToken: Cancellation));
        Assert.Equal(2, await _dapr.GetStateAsync<int>(Store, "b", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task TimeToLive_IsPassedOn()
    {
        await _dapr.SaveStateAsync(Store, "k", 1, metadata: new Dictionary<string, string> { ["ttlInSeconds"] = "5" }, cancellationToken: Cancellation);
        _runtime.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(0, await _dapr.GetStateAsync<int>(Store, "k", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Transaction_DoesAllOrTellsAboutTheETag()
    {
        await _dapr.ExecuteStateTransactionAsync(Store, [Upsert("head", "1"), Upsert("page", "[1]")], cancellationToken: Cancellation);
        var (_, etag) = await _dapr.GetStateAndETagAsync<int>(Store, "head", cancellationToken: Cancellation);
        await _dapr.ExecuteStateTransactionAsync(
            Store, [Upsert("head", "2", etag), new("page", null, StateOperationType.Delete)], cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<DaprApiException>(() => _dapr.ExecuteStateTransactionAsync(
            Store, [Upsert("page", "[2]"), Upsert("head", "3", etag)], cancellationToken: Cancellation));

        Assert.Contains("possible etag mismatch", error.Message, StringComparison.Ordinal);
        Assert.Equal("ERR_STATE_TRANSACTION", error.ErrorCode);
        Assert.Equal(2, await _dapr.GetStateAsync<int>(Store, "head", cancellationToken: Cancellation));
        Assert.Null(await _dapr.GetStateAsync<int[]?>(Store, "page", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Transaction_FirstWriteOfAnExistingKey_IsAMismatch()
    {
        await _dapr.SaveStateAsync(Store, "k", 1, cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<DaprApiException>(() => _dapr.ExecuteStateTransactionAsync(
            Store,
            [new("k", "2"u8.ToArray(), StateOperationType.Upsert, options: new StateOptions { Concurrency = ConcurrencyMode.FirstWrite })],
            cancellationToken: Cancellation));

        Assert.Contains("possible etag mismatch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnError_CarriesDaprsCode()
    {
        var error = await Assert.ThrowsAsync<DaprApiException>(() => _dapr.GetStateAsync<int>("none", "k", cancellationToken: Cancellation));

        Assert.Equal(("ERR_STATE_STORE_NOT_FOUND", HttpStatusCode.BadRequest), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task ASidecarThatIsNotThere_IsADaprException()
    {
        using var nowhere = Build(new Uri("http://127.0.0.1:1"));

        await Assert.ThrowsAsync<DaprException>(() => nowhere.GetStateAsync<int>(Store, "k", cancellationToken: Cancellation));
        Assert.False(await nowhere.CheckHealthAsync(Cancellation));
        Assert.False(await nowhere.CheckOutboundHealthAsync(Cancellation));
    }

    [Fact]
    public async Task Health_Metadata_Shutdown()
    {
        await _dapr.WaitForSidecarAsync(Cancellation);
        Assert.True(await _dapr.CheckHealthAsync(Cancellation));

        var metadata = await _dapr.GetMetadataAsync(Cancellation);
        Assert.Equal("app", metadata.Id);
        Assert.Contains(metadata.Components, component => component is { Name: Store, Type: "state.sqlite" } && component.Capabilities.Contains("ETAG"));

        await _dapr.ShutdownSidecarAsync(Cancellation);
        await _sidecar.ShutdownRequested.WaitAsync(Cancellation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49_152)]
    [InlineData(5_000_001)]
    public async Task Binding_BytesComeBackAsTheyWere(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        await _dapr.InvokeBindingAsync(new BindingRequest("media", "create") { Data = bytes, Metadata = { ["fileName"] = "a/b" } }, Cancellation);

        var response = await _dapr.InvokeBindingAsync(new BindingRequest("media", "get") { Metadata = { ["fileName"] = "a/b" } }, Cancellation);

        Assert.Equal(bytes, response.Data.ToArray());
    }

    /// <summary>As JSON, bytes reach a binding the same way over HTTP and over gRPC, which is what the package speaks.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(49_153)]
    public async Task Binding_BytesAsJson_AreBase64WhicheverTypeTheyHave(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        await _dapr.InvokeBindingAsync<ReadOnlyMemory<byte>>("media", "create", bytes, new Dictionary<string, string> { ["fileName"] = "memory" }, Cancellation);
        await _dapr.InvokeBindingAsync("media", "create", bytes, new Dictionary<string, string> { ["fileName"] = "array" }, Cancellation);

        foreach (var name in (string[])["memory", "array"])
        {
            var response = await _dapr.InvokeBindingAsync(new BindingRequest("media", "get") { Metadata = { ["fileName"] = name } }, Cancellation);
            Assert.Equal(bytes, response.Data.ToArray());
        }
    }

    [Fact]
    public async Task Binding_TypedValues()
    {
        var fileName = new Dictionary<string, string> { ["fileName"] = "song" };
        var created = await _dapr.InvokeBindingAsync<Song, JsonElement>("media", "create", new Song("A", Mood.Wild), fileName, Cancellation);
        var read = await _dapr.InvokeBindingAsync<object?, Song>("media", "get", null, fileName, Cancellation);

        Assert.Equal("song", created.GetProperty("fileName").GetString());
        Assert.Equal(new Song("A", Mood.Wild), read);
    }

    [Fact]
    public async Task Invoke_ThroughEveryDoor()
    {
        await using var app = await TestApp.StartAsync("callee", app =>
        {
            app.MapPost("/songs", (Song song) => song with { Title = song.Title + "!" });
            app.MapGet("/songs/{id}", (string id, string? q) => new Song(id + q, Mood.Calm));
            app.MapGet("/missing", () => Results.Problem(statusCode: 404, title: "gone"));
        });
        var (_, client) = await _runtime.StartAsync(app);
        client.Dispose();

        var song = await _dapr.InvokeMethodAsync<Song, Song>(HttpMethod.Post, "callee", "songs", new Song("A", Mood.Wild), Cancellation);
        Assert.Equal(new Song("A!", Mood.Wild), song);

        using var request = _dapr.CreateInvokeMethodRequest(HttpMethod.Get, "callee", "songs/a%20b", [new("q", "&=")]);
        Assert.Equal("a b&=", (await _dapr.InvokeMethodAsync<Song>(request, Cancellation)).Title);

        var error = await Assert.ThrowsAsync<InvocationException>(() => _dapr.InvokeMethodAsync<Song>(HttpMethod.Get, "callee", "missing", Cancellation));
        Assert.Equal(("callee", "missing", HttpStatusCode.NotFound), (error.AppId, error.MethodName, error.Response!.StatusCode));
        Assert.Contains("gone", await error.Response.TextAsync(), StringComparison.Ordinal);

        using var invoker = _dapr.CreateInvokableHttpClient("callee");
        using var missing = await invoker.GetAsync("missing", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("application/problem+json", missing.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"A\"", await invoker.GetStringAsync("/songs/A", Cancellation), StringComparison.Ordinal);

        using var @static = DaprClient.CreateInvokeHttpClient("callee", _sidecar.Endpoint.ToString(), "secret");
        Assert.Contains("\"A\"", await @static.GetStringAsync("/songs/A", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void AddDaprClient_TakesTheSidecarFromTheAppsOwnConfiguration()
    {
        using var one = Provider("http://127.0.0.1:1111");
        using var two = Provider("http://127.0.0.1:2222");

        using var first = one.GetRequiredService<DaprClient>().CreateInvokeMethodRequest("a", "m");
        using var second = two.GetRequiredService<DaprClient>().CreateInvokeMethodRequest("a", "m");

        Assert.Equal("http://127.0.0.1:1111/v1.0/invoke/a/method/m", first.RequestUri!.ToString());
        Assert.Equal("http://127.0.0.1:2222/v1.0/invoke/a/method/m", second.RequestUri!.ToString());
    }

    private static ServiceProvider Provider(string endpoint)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(Configuration(endpoint, null));
        services.AddDaprClient();
        return services.BuildServiceProvider();
    }

    private static IConfigurationRoot Configuration(string endpoint, string? token)
        => new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["DAPR_HTTP_ENDPOINT"] = endpoint, ["DAPR_API_TOKEN"] = token })
            .Build();

    private static DaprClient Build(Uri endpoint) => new DaprClientBuilder(Configuration(endpoint.ToString(), "secret")).Build();

    private static StateTransactionRequest Upsert(string key, string json, string? etag = null)
        => new(key, System.Text.Encoding.UTF8.GetBytes(json), StateOperationType.Upsert, etag);

    internal enum Mood
    {
        Calm,
        Wild,
    }

    internal sealed record Song(string Title, [property: System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Mood>))] Mood Mood);
}
