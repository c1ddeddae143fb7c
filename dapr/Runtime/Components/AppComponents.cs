using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Locks;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.Resiliency;
using MusicGraph.Dapr.Runtime.Secrets;
using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>The components that one app may use, by name, and the policies of its calls to them.</summary>
internal sealed record AppComponents(
    IReadOnlyList<LoadedComponent> All,
    Dictionary<string, NamedStateStore> StateStores,
    Dictionary<string, NamedPubSub> PubSubs,
    Dictionary<string, IOutputBinding> Bindings,
    IReadOnlyList<NamedInputBinding> InputBindings,
    Dictionary<string, ISecretStore> SecretStores,
    Dictionary<string, IConfigurationStore> ConfigurationStores,
    Dictionary<string, NamedLockStore> Locks,
    Dictionary<string, HttpEndpointDefinition> HttpEndpoints,
    ResiliencyPolicies Policies);
