using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using MusicGraph.Contracts;
using MusicGraph.Dapr.Client;
using MusicGraph.Dapr.Runtime;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.SocialBench;

/// <summary>The services and the gateway, each beside a sidecar of its own, with state in SQLite and the durable broker, in one process.</summary>
internal sealed class World(string folder) : IAsyncDisposable
{
    private readonly List<WebApplication> _apps = [];
    private readonly Dictionary<string, Uri> _sidecars = [];
    private readonly Dictionary<string, Uri> _addresses = [];
    private DaprRuntime? _dapr;

    public Uri Gateway => _addresses["gateway"];

    /// <summary>Where another app reaches this one: through the sidecars.</summary>
    public Uri Invoke(string app) => new($"{_sidecars["gateway"]}v1.0/invoke/{app}/method/");

    /// <summary>A client of the sidecar of the social service, whose state it reads and writes.</summary>
    public DaprClient SocialState() => new DaprClientBuilder()
        .UseHttpEndpoint(_sidecars["social"].ToString())
        .UseJsonSerializationOptions(ServiceJson.Options)
        .Build();

    public async Task StartAsync()
    {
        var components = Directory.CreateDirectory(Path.Combine(folder, "components")).FullName;
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await WriteAsync(components, "statestore", "state.sqlite", ("connectionString", "state.db"));
        foreach (var topic in Topics.OfOutboxes)
        {
            await WriteAsync(
                components, Components.OutboxOf(topic), "state.sqlite", ("connectionString", "state.db"),
                ("outboxPublishPubsub", "pubsub"), ("outboxPublishTopic", topic), ("outboxDiscardWhenMissingState", "true"));
        }

        await WriteAsync(components, "pubsub", "pubsub.embedded", ("connectionString", "pubsub.db"));
        await WriteAsync(components, "broadcast", "pubsub.embedded", ("connectionString", "pubsub.db"), ("consumerID", "{uuid}"));
        await WriteAsync(components, "media", "bindings.localstorage", ("rootPath", "media"));
        await WriteAsync(components, Components.AppSecrets, "secretstores.local.file", ("secretsFile", "secrets.json"));
        await File.WriteAllTextAsync(Path.Combine(data, "secrets.json"), JsonSerializer.Serialize(
            Secrets.Needed.ToDictionary(name => name, _ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));
        _dapr = await DaprRuntime.LoadAsync(components, data);
        await StartAsync("users", MusicGraph.Users.Program.Create, "--PasswordIterations=100000");
        await StartAsync("catalog", MusicGraph.Catalog.Program.Create);
        await StartAsync("playlists", MusicGraph.Playlists.Program.Create);
        await StartAsync("social", MusicGraph.Social.Program.Create);
        await StartAsync("audio", MusicGraph.Audio.Program.Create);
        await StartAsync("gateway", MusicGraph.Gateway.Program.Create);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (_dapr is not null)
            await _dapr.DisposeAsync();
    }

    private async Task StartAsync(string id, Func<string[], WebApplication> create, params string[] args)
    {
        var sidecar = _dapr!.CreateSidecar(new SidecarOptions { AppId = id });
        await sidecar.StartAsync();
        var app = create([.. args, $"--DAPR_HTTP_ENDPOINT={sidecar.Endpoint}", $"--APP_ID={id}", "--urls=http://127.0.0.1:0"]);
        _apps.Add(app);
        await app.StartAsync();
        _addresses[id] = new Uri(app.Urls.First());
        sidecar.ConnectApp(_addresses[id]);
        await sidecar.Ready;
        _sidecars[id] = sidecar.Endpoint;
    }

    private static Task WriteAsync(string folder, string name, string type, params (string Name, string Value)[] metadata) => File.WriteAllTextAsync(
        Path.Combine(folder, name + ".yaml"),
        $"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: {type}\n  version: v1\n  metadata:\n"
        + string.Concat(metadata.Select(item => $"    - name: {item.Name}\n      value: \"{item.Value}\"\n")));
}
