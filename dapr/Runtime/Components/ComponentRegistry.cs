using System.Collections.Frozen;
using MusicGraph.Dapr.Runtime.Bindings.AzureBlob;
using MusicGraph.Dapr.Runtime.Bindings.Cron;
using MusicGraph.Dapr.Runtime.Bindings.LocalStorage;
using MusicGraph.Dapr.Runtime.Configuration.Redis;
using MusicGraph.Dapr.Runtime.Locks.InMemory;
using MusicGraph.Dapr.Runtime.Locks.Redis;
using MusicGraph.Dapr.Runtime.PubSub.Embedded;
using MusicGraph.Dapr.Runtime.PubSub.InMemory;
using MusicGraph.Dapr.Runtime.PubSub.RabbitMq;
using MusicGraph.Dapr.Runtime.PubSub.Redis;
using MusicGraph.Dapr.Runtime.Secrets.LocalEnv;
using MusicGraph.Dapr.Runtime.Secrets.LocalFile;
using MusicGraph.Dapr.Runtime.State.Cosmos;
using MusicGraph.Dapr.Runtime.State.InMemory;
using MusicGraph.Dapr.Runtime.State.PostgreSql;
using MusicGraph.Dapr.Runtime.State.Redis;
using MusicGraph.Dapr.Runtime.State.Sqlite;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>The component types that there are. A new one is one line here and one folder beside its like.</summary>
internal static class ComponentRegistry
{
    /// <summary>By type for version <c>v1</c>, by <c>type/version</c> for later ones.</summary>
    private static readonly FrozenDictionary<string, Func<ComponentContext, CancellationToken, Task<IComponent>>> s_types =
        new Dictionary<string, Func<ComponentContext, CancellationToken, Task<IComponent>>>
        {
            ["state.azure.cosmosdb"] = async (context, cancellationToken) => await CosmosStateStore.OpenAsync(context, cancellationToken).ConfigureAwait(false),
            ["state.sqlite"] = AtOnce(SqliteStateStore.Open),
            ["state.in-memory"] = AtOnce(InMemoryStateStore.Open),
            ["state.postgresql"] = PostgreSqlStateStore.OpenAsync,
            ["state.postgresql/v2"] = PostgreSqlStateStore.OpenAsync,
            ["state.redis"] = RedisStateStore.OpenAsync,
            ["pubsub.in-memory"] = AtOnce(InMemoryPubSub.Open),
            ["pubsub.embedded"] = AtOnce(EmbeddedPubSub.Open),
            ["pubsub.rabbitmq"] = RabbitMqPubSub.OpenAsync,
            ["pubsub.redis"] = RedisPubSub.OpenAsync,
            ["bindings.azure.blobstorage"] = async (context, cancellationToken) => await AzureBlobBinding.OpenAsync(context, cancellationToken).ConfigureAwait(false),
            ["bindings.cron"] = AtOnce(CronBinding.Open),
            ["bindings.localstorage"] = AtOnce(LocalStorageBinding.Open),
            ["configuration.redis"] = RedisConfigurationStore.OpenAsync,
            ["lock.in-memory"] = AtOnce(InMemoryLockStore.Open),
            ["lock.redis"] = RedisLockStore.OpenAsync,
            ["secretstores.local.env"] = AtOnce(LocalEnvSecretStore.Open),
            ["secretstores.local.file"] = AtOnce(LocalFileSecretStore.Open),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Fails before anything is opened where there is no such component.</summary>
    /// <exception cref="DaprConfigurationException">The type or its version is not known.</exception>
    public static void EnsureKnown(ComponentDefinition definition)
    {
        if (s_types.ContainsKey(Key(definition)))
            return;

        var versions = s_types.Keys
            .Where(key => key == definition.Type || key.StartsWith(definition.Type + '/', StringComparison.Ordinal))
            .Select(key => key == definition.Type ? "v1" : key[(definition.Type.Length + 1)..])
            .Order(StringComparer.Ordinal)
            .ToList();
        throw definition.Error(versions.Count == 0
            ? $"type '{definition.Type}' is not known; there are {string.Join(", ", s_types.Keys.Where(key => !key.Contains('/')).Order())}"
            : $"version '{definition.Version}' is not known; there is {string.Join(", ", versions)}");
    }

    /// <exception cref="DaprConfigurationException">The component cannot be opened.</exception>
    public static Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
        => s_types[Key(context.Definition)](context, cancellationToken);

    private static string Key(ComponentDefinition definition)
        => definition.Version == "v1" ? definition.Type : $"{definition.Type}/{definition.Version}";

    // A component that needs no server.
    private static Func<ComponentContext, CancellationToken, Task<IComponent>> AtOnce(Func<ComponentContext, IComponent> open)
        => (context, _) => Task.FromResult(open(context));
}
