using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Secrets;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>How a sidecar behaves: what of Dapr's <c>Configuration</c> has an effect here.</summary>
/// <remarks>https://docs.dapr.io/reference/resource-specs/configuration-schema/.</remarks>
internal sealed record DaprConfiguration
{
    /// <summary>What is in force where no file says otherwise.</summary>
    public static DaprConfiguration Default { get; } = new();

    /// <summary>By the store's name; a store without one may be read whole.</summary>
    public IReadOnlyDictionary<string, SecretScope> SecretScopes { get; init; } = new Dictionary<string, SecretScope>();

    /// <summary>Which APIs the app may use.</summary>
    public ApiRules Apis { get; init; } = ApiRules.All;

    /// <summary>Who may invoke the app; null for everybody.</summary>
    public AccessControl? AccessControl { get; init; }

    /// <summary>The trust domain that the app is of, which access control of those that it invokes asks for.</summary>
    public string TrustDomain { get; init; } = CallerIdentity.DefaultTrustDomain;

    /// <summary>The part of the traces which begin at this sidecar that is sampled, from 0 to 1; 0 begins none. daprd's default.</summary>
    public double SamplingRate { get; init; } = 0.0001;

    /// <summary>Whether <c>/metrics</c> is served.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>How the sidecars of other processes are found; null for only those of this one.</summary>
    public ComponentDefinition? NameResolution { get; init; }
}
