namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Which of its APIs a sidecar serves to its app.</summary>
/// <remarks>https://docs.dapr.io/operations/configuration/api-allowlist/; what matches as in dapr's <c>pkg/api/http/endpoints/endpoint.go</c>.</remarks>
/// <param name="Allowed">As <c>v1.0/state</c>; where there is none, all that is not denied is served.</param>
/// <param name="Denied">Goes before what is allowed.</param>
internal sealed record ApiRules(IReadOnlyList<string> Allowed, IReadOnlyList<string> Denied)
{
    public static ApiRules All { get; } = new([], []);

    /// <param name="version">As it stands in the path, such as <c>v1.0-alpha1</c>.</param>
    /// <param name="name">The API's name, such as <c>state</c>.</param>
    public bool Allows(ReadOnlySpan<char> version, ReadOnlySpan<char> name)
        => (Denied.Count == 0 || !Matches(Denied, version, name)) && (Allowed.Count == 0 || Matches(Allowed, version, name));

    /// <summary>A rule names an API by its version in paths or by the one that HTTP and gRPC have in common: <c>v1.0</c> or <c>v1</c>.</summary>
    private static bool Matches(IReadOnlyList<string> rules, ReadOnlySpan<char> version, ReadOnlySpan<char> name)
    {
        var inPaths = $"{version}/{name}";
        var inCommon = $"{version.ToString().Replace(".0", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)}/{name}";
        return rules.Any(rule => rule == inPaths || rule == inCommon);
    }
}
