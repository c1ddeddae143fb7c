using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MusicGraph.Contracts;
using MusicGraph.Dapr.Runtime;

namespace MusicGraph.PlaylistBench;

/// <summary>The services that playlists need and the gateway, each beside its embedded sidecar, on SQLite files as in components/local.</summary>
internal static class Server
{
    public static async Task RunAsync(string folder)
    {
        var components = Directory.CreateDirectory(Path.Combine(folder, "components")).FullName;
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(data, "secrets.json"),
            JsonSerializer.Serialize(Secrets.Needed.ToDictionary(name => name, _ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));
        await WriteAsync(components, Components.AppSecrets, "secretstores.local.file", ("secretsFile", "secrets.json"));
        await WriteAsync(components, Components.StateStore, "state.sqlite", ("connectionString", "musicgraph.db"));
        foreach (var topic in Topics.OfOutboxes)
        {
            await WriteAsync(
                components, Components.OutboxOf(topic), "state.sqlite", ("connectionString", "musicgraph.db"),
                ("outboxPublishPubsub", Components.PubSub), ("outboxPublishTopic", topic), ("outboxDiscardWhenMissingState", "true"));
        }

        await WriteAsync(components, Components.PubSub, "pubsub.embedded", ("connectionString", "pubsub.db"));
        await WriteAsync(components, Components.Broadcast, "pubsub.embedded", ("connectionString", "pubsub.db"), ("consumerID", "{uuid}"));

        await using var runtime = await DaprRuntime.LoadAsync(components, data);
        var users = await StartAsync(runtime, "users", MusicGraph.Users.Program.Create);
        var catalog = await StartAsync(runtime, "catalog", MusicGraph.Catalog.Program.Create);
        var playlists = await StartAsync(runtime, "playlists", MusicGraph.Playlists.Program.Create);
        var gateway = await StartAsync(runtime, "gateway", MusicGraph.Gateway.Program.Create);
        await new Addresses(users, catalog, playlists, gateway).WriteAsync(Path.Combine(folder, "addresses.json"));
        // Until the script closes its end.
        await Console.In.ReadToEndAsync();
    }

    private static async Task<Uri> StartAsync(DaprRuntime runtime, string id, Func<string[], WebApplication> create)
    {
        var sidecar = runtime.CreateSidecar(new SidecarOptions { AppId = id });
        await sidecar.StartAsync();
        var app = create([$"--DAPR_HTTP_ENDPOINT={sidecar.Endpoint}", $"--APP_ID={id}", "--urls=http://127.0.0.1:0"]);
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        sidecar.ConnectApp(address);
        await sidecar.Ready;
        return address;
    }

    private static Task WriteAsync(string folder, string name, string type, params (string Name, string Value)[] metadata) => File.WriteAllTextAsync(
        Path.Combine(folder, name + ".yaml"),
        $"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: {type}\n  version: v1\n  metadata:\n"
        + string.Concat(metadata.Select(item => $"    - name: {item.Name}\n      value: \"{item.Value}\"\n")));
}
