using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Locks;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.Resiliency;
using MusicGraph.Dapr.Runtime.Secrets;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Outbox;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>The open components of a runtime.</summary>
internal sealed class ComponentSet : IAsyncDisposable
{
    private readonly IReadOnlyList<OpenComponent> _components;
    private readonly List<HttpEndpointDefinition> _endpoints = [];
    private readonly string _workingDirectory;
    private readonly Resources _resources;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private ComponentSet(Resources resources, string workingDirectory, IReadOnlyList<OpenComponent> components, TimeProvider time, ILogger logger)
    {
        _resources = resources;
        _workingDirectory = workingDirectory;
        _components = components;
        _time = time;
        _logger = logger;
    }

    public IReadOnlyList<SubscriptionDefinition> Subscriptions => _resources.Subscriptions;

    /// <exception cref="DaprConfigurationException">A component cannot be opened; those that were are closed again.</exception>
    public static async Task<ComponentSet> OpenAsync(
        Resources resources, string workingDirectory, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var opening = new ComponentOpening(resources.Components, workingDirectory, loggers, time);
        var components = await opening.OpenAllAsync(cancellationToken).ConfigureAwait(false);
        var set = new ComponentSet(resources, workingDirectory, components, time, loggers.CreateLogger<ComponentSet>());
        try
        {
            await set.ResolveEndpointsAsync(cancellationToken).ConfigureAwait(false);
            return set;
        }
        catch
        {
            await set.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The components an app may use.</summary>
    /// <exception cref="DaprConfigurationException">The sidecar lacks what a component asks for.</exception>
    public AppComponents For(SidecarOptions sidecar)
    {
        var appId = sidecar.AppId;
        var visible = _components.Where(component => component.Definition.IsVisibleTo(appId)).ToList();
        var policies = new ResiliencyPolicies(_resources.Resiliencies.Where(resiliency => resiliency.IsVisibleTo(appId)), _time, _logger);
        return new AppComponents(
            Describe(appId),
            visible.Where(item => item.Component is IStateStore)
                .ToDictionary(item => item.Definition.Name, item => Name(item, (IStateStore)item.Component, policies, appId)),
            visible.Where(item => item.Component is IPubSub)
                .ToDictionary(
                    item => item.Definition.Name,
                    item => new NamedPubSub(
                        item.Definition, (IPubSub)item.Component, sidecar, policies.Outbound(item.Definition.Name, ComponentKind.Pubsub))),
            ByName<IOutputBinding>(visible.Where(item => BindingDirections.Includes(item.Definition, "output"))),
            [.. visible
                .Where(item => item.Component is IInputBinding && BindingDirections.Includes(item.Definition, "input"))
                .Select(item => NamedInputBinding.Create(item.Definition, (IInputBinding)item.Component))],
            ByName<ISecretStore>(visible),
            ByName<IConfigurationStore>(visible),
            visible.Where(item => item.Component is ILockStore)
                .ToDictionary(item => item.Definition.Name, item => NamedLockStore.Create(item.Definition, (ILockStore)item.Component, appId)),
            _endpoints.Where(endpoint => endpoint.Definition.IsVisibleTo(appId)).ToDictionary(endpoint => endpoint.Definition.Name),
            policies);
    }

    /// <summary>What something beside the components is opened with.</summary>
    public ComponentContext ContextOf(ComponentDefinition definition)
        => new(definition, new ComponentMetadata(definition), _workingDirectory, _logger, _time);

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

    private async Task ResolveEndpointsAsync(CancellationToken cancellationToken)
    {
        foreach (var endpoint in _resources.HttpEndpoints)
        {
            var store = _components.FirstOrDefault(item => item.Definition.Name == endpoint.Definition.SecretStore)?.Component as ISecretStore;
            var definition = await SecretResolution.ResolveAsync(endpoint.Definition, store, cancellationToken).ConfigureAwait(false);
            _endpoints.Add(endpoint with { Definition = definition });
        }
    }

    private static NamedStateStore Name(OpenComponent item, IStateStore store, ResiliencyPolicies policies, string appId)
        => new(
            policies.Outbound(item.Definition.Name, ComponentKind.Statestore) is { } policy ? new ResilientStateStore(store, policy) : store,
            KeyPrefix.For(item.Definition, appId),
            OutboxSettings.Read(item.Definition));

    private static Dictionary<string, T> ByName<T>(IEnumerable<OpenComponent> components)
        where T : IComponent
        => components.Where(item => item.Component is T).ToDictionary(item => item.Definition.Name, item => (T)item.Component);
}
