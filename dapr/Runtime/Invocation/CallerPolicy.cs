namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>What one caller may do.</summary>
/// <param name="TrustDomain">The caller's; to a caller of another one the policy does not apply.</param>
/// <param name="AllowedByDefault">For methods that no operation names; null for what holds for everybody.</param>
internal sealed record CallerPolicy(string TrustDomain, bool? AllowedByDefault, IReadOnlyList<OperationPolicy> Operations);
