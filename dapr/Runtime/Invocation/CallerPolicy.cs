namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>What one caller may do.</summary>
/// <param name="AllowedByDefault">For methods that no operation names; null for what holds for everybody.</param>
internal sealed record CallerPolicy(bool? AllowedByDefault, IReadOnlyList<OperationPolicy> Operations);
