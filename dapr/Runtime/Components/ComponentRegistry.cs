using System.Collections.Frozen;
using MusicGraph.Dapr.Runtime.Bindings.LocalStorage;
using MusicGraph.Dapr.Runtime.PubSub.InMemory;
using MusicGraph.Dapr.Runtime.State.InMemory;
using MusicGraph.Dapr.Runtime.State.Sqlite;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>The component types that there are. A new one is one line here and one folder beside its like.</summary>
internal static class ComponentRegistry
{
    private static readonly FrozenDictionary<string, Func<ComponentContext, IComponent>> s_types =
        new Dictionary<string, Func<ComponentContext, IComponent>>
        {
            ["state.sqlite"] = SqliteStateStore.Open,
            ["state.in-memory"] = InMemoryStateStore.Open,
            ["pubsub.in-memory"] = InMemoryPubSub.Open,
            ["bindings.localstorage"] = LocalStorageBinding.Open,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="DaprConfigurationException">The type or its version is not known, or the component cannot be opened.</exception>
    public static IComponent Open(ComponentContext context)
    {
        var definition = context.Definition;
        if (!s_types.TryGetValue(definition.Type, out var open))
            throw definition.Error($"type '{definition.Type}' is not known; there are {string.Join(", ", s_types.Keys.Order())}");
        if (definition.Version is not "v1")
            throw definition.Error($"version '{definition.Version}' is not known; there is v1");

        return open(context);
    }
}
