using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Invocation;
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
    Dictionary<string, ISecretStore> SecretStores,
    Dictionary<string, HttpEndpointDefinition> HttpEndpoints,
    ResiliencyPolicies Policies);
