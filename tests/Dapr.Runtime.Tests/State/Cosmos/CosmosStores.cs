using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Cosmos;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.State.Cosmos;

/// <summary>Opens stores on a <see cref="CosmosServer"/>.</summary>
internal static class CosmosStores
{
    public static async Task<IStateStore> OpenAsync(CosmosServer server, params (string Name, string Value)[] changes)
        => await CosmosStateStore.OpenAsync(Context(server, changes), TestContext.Current.CancellationToken);

    /// <summary>The right fields, with some of them changed; one that is changed to nothing is left out.</summary>
    public static ComponentContext Context(CosmosServer server, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["url"] = server.Url,
            ["masterKey"] = CosmosServer.Key,
            ["database"] = CosmosServer.Database,
            ["collection"] = CosmosServer.Container,
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return ComponentContexts.Create(
            "state.azure.cosmosdb", "/", TimeProvider.System, [.. fields.Where(field => field.Value.Length > 0).Select(field => (field.Key, field.Value))]);
    }

    public static StateReadOptions In(string partition) => new(Metadata(partition), StateConsistency.Default);

    public static IReadOnlyDictionary<string, string> Metadata(string partition) => new Dictionary<string, string> { ["partitionKey"] = partition };
}
