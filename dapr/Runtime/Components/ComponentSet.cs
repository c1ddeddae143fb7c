using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.Secrets;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Outbox;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>The open components of a runtime.</summary>
internal sealed class ComponentSet : IAsyncDisposable
{
    private readonly IReadOnlyList<OpenComponent> _components;

    private ComponentSet(Resources resources, IReadOnlyList<OpenComponent> components)
    {
        Subscriptions = resources.Subscriptions;
        _components = components;
    }

    public IReadOnlyList<SubscriptionDefinition> Subscriptions { get; }

    /// <exception cref="DaprConfigurationException">A component cannot be opened; those that were are closed again.</exception>
    public static async Task<ComponentSet> OpenAsync(
        Resources resources, string workingDirectory, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var opening = new ComponentOpening(resources.Components, workingDirectory, loggers, time);
        return new ComponentSet(resources, await opening.OpenAllAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The components an app may use.</summary>
    /// <exception cref="DaprConfigurationException">The sidecar lacks what a component asks for.</exception>
    public AppComponents For(SidecarOptions sidecar)
    {
        var appId = sidecar.AppId;
        var visible = _components.Where(component => component.Definition.IsVisibleTo(appId)).ToList();
        return new AppComponents(
            Describe(appId),
            visible.Where(item => item.Component is IStateStore)
                .ToDictionary(
                    item => item.Definition.Name,
                    item => new NamedStateStore((IStateStore)item.Component, KeyPrefix.For(item.Definition, appId), OutboxSettings.Read(item.Definition))),
            visible.Where(item => item.Component is IPubSub)
                .ToDictionary(item => item.Definition.Name, item => new NamedPubSub(item.Definition, (IPubSub)item.Component, sidecar)),
            ByName<IOutputBinding>(visible),
            ByName<ISecretStore>(visible));
    }

    /// <summary>What is loaded: for an app, or all of it.</summary>
    public IReadOnlyList<LoadedComponent> Describe(string? appId)
        => [.. _components
            .Where(item => appId is null || item.Definition.IsVisibleTo(appId))
            .Select(item => new LoadedComponent(item.Definition.Name, item.Definition.Type, item.Definition.Version, item.Component.Capabilities))
            .OrderBy(component => component.Name, StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        foreach (var item in _components)
            await item.Component.DisposeAsync().ConfigureAwait(false);
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<OpenComponent> components)
        where T : IComponent
        => components.Where(item => item.Component is T).ToDictionary(item => item.Definition.Name, item => (T)item.Component);
}
