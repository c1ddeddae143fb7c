using System.Collections.Frozen;
using MusicGraph.Dapr.Runtime.Bindings.LocalStorage;
using MusicGraph.Dapr.Runtime.PubSub.InMemory;
using MusicGraph.Dapr.Runtime.State.InMemory;
using MusicGraph.Dapr.Runtime.State.Sqlite;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>The component types that there are. A new one is one line here and one folder beside its like.</summary>
internal static class ComponentRegistry
{
    private static readonly FrozenDictionary<string, Func<ComponentContext, CancellationToken, Task<IComponent>>> s_types =
        new Dictionary<string, Func<ComponentContext, CancellationToken, Task<IComponent>>>
        {
            ["state.sqlite"] = AtOnce(SqliteStateStore.Open),
            ["state.in-memory"] = AtOnce(InMemoryStateStore.Open),
            ["pubsub.in-memory"] = AtOnce(InMemoryPubSub.Open),
            ["bindings.localstorage"] = AtOnce(LocalStorageBinding.Open),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="DaprConfigurationException">The type or its version is not known, or the component cannot be opened.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var definition = context.Definition;
        if (!s_types.TryGetValue(definition.Type, out var open))
            throw definition.Error($"type '{definition.Type}' is not known; there are {string.Join(", ", s_types.Keys.Order())}");
        if (definition.Version is not "v1")
            throw definition.Error($"version '{definition.Version}' is not known; there is v1");

        return await open(context, cancellationToken).ConfigureAwait(false);
    }

    // A component that needs no server.
    private static Func<ComponentContext, CancellationToken, Task<IComponent>> AtOnce(Func<ComponentContext, IComponent> open)
        => (context, _) => Task.FromResult(open(context));
}
