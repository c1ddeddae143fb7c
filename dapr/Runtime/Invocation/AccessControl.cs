namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Who may invoke which methods of an app; asked at the callee's sidecar.</summary>
/// <remarks>https://docs.dapr.io/operations/configuration/invoke-allowlist/; what goes before what as in dapr's <c>pkg/acl/acl.go</c>.</remarks>
/// <param name="AllowedByDefault">For callers without a policy, and within a policy that has no default.</param>
/// <param name="Policies">By the caller's app id and namespace.</param>
internal sealed record AccessControl(bool AllowedByDefault, IReadOnlyDictionary<(string AppId, string Namespace), CallerPolicy> Policies)
{
    /// <param name="path">The method's path, escaped or not; letters' case does not matter.</param>
    public bool Allows(CallerIdentity caller, string verb, string path)
    {
        if (!Policies.TryGetValue((caller.AppId, caller.Namespace), out var policy) || policy.TrustDomain != caller.TrustDomain)
            return AllowedByDefault;

        var segments = Segments(path);
        var best = policy.Operations.Where(operation => operation.Matches(segments)).MaxBy(operation => operation.Weight);
        return best?.Allows(verb) ?? policy.AllowedByDefault ?? AllowedByDefault;
    }

    /// <summary>The path's parts in lower case, without empty ones, dots resolved: another spelling must not be another method.</summary>
    public static string[] Segments(string path)
    {
        var segments = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var segment = Uri.UnescapeDataString(part).ToLowerInvariant();
            if (segment is ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("." or ".."))
                segments.Add(segment);
        }

        return [.. segments];
    }
}
