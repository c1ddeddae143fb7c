using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.Contracts;
using MusicGraph.Dapr.Client;
using MusicGraph.Dapr.Runtime;
using MusicGraph.ServiceDefaults;
using MusicGraph.Services.Tests.Http;

[assembly: AssemblyFixture(typeof(World))]

namespace MusicGraph.Services.Tests.Http;

/// <summary>All services, each beside an embedded sidecar, with state in memory and blobs in a temporary folder.</summary>
public sealed class World : IAsyncLifetime
{
    public string SetupToken { get; } = NewKey();

    private Task<Session>? _admin;

    public const int MaxAudioBytes = 4 * 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("musicgraph-services-").FullName;
    private readonly ConcurrentBag<WebApplication> _apps = [];
    private readonly ConcurrentDictionary<string, HttpClient> _clients = [];
    private readonly ConcurrentDictionary<string, Sidecar> _sidecars = [];
    private readonly ConcurrentDictionary<string, IReadOnlyList<RouteEndpoint>> _endpoints = [];
    private DaprRuntime? _dapr;

    /// <summary>Files of the media binding.</summary>
    public IReadOnlyList<string> Blobs(Guid id) =>
        Directory.Exists(Path.Combine(_folder, "data", "media"))
            ? [.. Directory.EnumerateFiles(Path.Combine(_folder, "data", "media"), "*", SearchOption.AllDirectories)
                .Where(file => file.Contains(id.ToString("N"), StringComparison.Ordinal))]
            : [];

    public HttpClient Client(string app) => _clients[app];

    /// <summary>The services' ids.</summary>
    public IReadOnlyList<string> Apps => [.. _endpoints.Keys.Where(app => app != "listener")];

    /// <summary>What an app serves.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints(string app) => _endpoints[app];

    /// <summary>A client of an app's sidecar.</summary>
    public DaprClient Dapr(string app) => new DaprClientBuilder()
        .UseHttpEndpoint(_sidecars[app].Endpoint.ToString())
        .UseJsonSerializationOptions(ServiceJson.Options)
        .Build();

    /// <summary>Sends a request to an app as the gateway does, through the sidecars.</summary>
    public async Task<HttpResponseMessage> AsGatewayAsync(string app, string path, object body)
    {
        using var dapr = Dapr("gateway");
        using var gateway = dapr.CreateInvokableHttpClient(app);
        return await gateway.PostAsJsonAsync(path, body, ServiceJson.Options, TestContext.Current.CancellationToken);
    }

    /// <summary>What was published for live subscribers, and what nobody could handle.</summary>
    public Listener Listener { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var components = Directory.CreateDirectory(Path.Combine(_folder, "components")).FullName;
        // One database under several names: what state.in-memory keeps, it keeps for one component.
        await WriteComponentAsync(components, "statestore", "state.sqlite", ("connectionString", "state.db"));
        foreach (var topic in Topics.OfOutboxes)
        {
            await WriteComponentAsync(
                components, Components.OutboxOf(topic), "state.sqlite", ("connectionString", "state.db"),
                ("outboxPublishPubsub", "pubsub"), ("outboxPublishTopic", topic), ("outboxDiscardWhenMissingState", "true"));
        }

        await WriteComponentAsync(components, "pubsub", "pubsub.in-memory");
        await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName, "secrets.json"),
            JsonSerializer.Serialize(Secrets.Needed.ToDictionary(name => name, name => name == Secrets.SetupToken ? SetupToken : NewKey())));
        await WriteComponentAsync(components, Components.AppSecrets, "secretstores.local.file", ("secretsFile", "secrets.json"));
        await WriteComponentAsync(components, "media", "bindings.localstorage", ("rootPath", "media"));
        _dapr = await DaprRuntime.LoadAsync(components, Path.Combine(_folder, "data"));
        await StartAsync("users", MusicGraph.Users.Program.Create, "--PasswordIterations=100000");
        await StartAsync("catalog", MusicGraph.Catalog.Program.Create);
        await StartAsync("playlists", MusicGraph.Playlists.Program.Create);
        await StartAsync("social", MusicGraph.Social.Program.Create, "--WriteOutFollowers=3");
        await StartAsync("audio", MusicGraph.Audio.Program.Create, $"--MaxAudioBytes={MaxAudioBytes}");
        await StartAsync("search", MusicGraph.Search.Program.Create, $"--SearchFolder={Path.Combine(_folder, "search")}");
        await StartAsync("streams", MusicGraph.Streams.Program.Create);
        await StartAsync("listener", Listener.Create);
        _sidecars["gateway"] = _dapr.CreateSidecar(new SidecarOptions { AppId = "gateway" });
        await _sidecars["gateway"].StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (_dapr is not null)
            await _dapr.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The first administrator, whom the set-up token made.</summary>
    internal async Task<Someone> AdminAsync()
    {
        Task<Session> made;
        lock (_sidecars)
            made = _admin ??= MakeAdminAsync();
        return new Someone(this, await made);
    }

    private async Task<Session> MakeAdminAsync()
    {
        var name = $"admin{Guid.NewGuid():N}"[..20];
        var user = await Someone.RegisterAsync(this, name);
        await user.PostAsync<UserRoles>("users", "administrators", new AdministrationClaim(SetupToken));
        return await Someone.Guest(this).PostAsync<Session>("users", "sessions", new Credentials(name, Someone.Password));
    }

    /// <summary>Starts an app beside a sidecar of its own; one with an id that is there already is a replica.</summary>
    public async Task<HttpClient> StartAsync(string id, Func<string[], WebApplication> create, params string[] args)
    {
        var sidecar = _dapr!.CreateSidecar(new SidecarOptions { AppId = id, ConfigurationFile = ConfigurationFile() });
        await sidecar.StartAsync();
        var app = create([.. args, $"--DAPR_HTTP_ENDPOINT={sidecar.Endpoint}", $"--APP_ID={id}", "--urls=http://127.0.0.1:0"]);
        _apps.Add(app);
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        sidecar.ConnectApp(address);
        await sidecar.Ready;
        _sidecars.TryAdd(id, sidecar);
        _endpoints.TryAdd(id, [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()]);
        var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = address };
        _clients.TryAdd(id, client);
        return client;
    }

    private static string ConfigurationFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "dapr", "config", "config.yaml");

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static Task WriteComponentAsync(string folder, string name, string type, params (string Name, string Value)[] metadata)
    {
        var items = metadata.Length == 0
            ? "  metadata: []\n"
            : "  metadata:\n" + string.Concat(metadata.Select(item => $"    - name: {item.Name}\n      value: \"{item.Value}\"\n"));
        return File.WriteAllTextAsync(
            Path.Combine(folder, name + ".yaml"),
            $"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: {type}\n  version: v1\n{items}");
    }
}
