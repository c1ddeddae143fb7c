using System.Collections.Concurrent;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>The policies of one app: one for all its methods, or where they have circuits one each.</summary>
/// <param name="capacity">How many methods may have one; when there are more, all begin anew.</param>
internal sealed class AppPolicies(int capacity, Func<string, Policy?>? byMethod, Policy? common)
{
    private readonly ConcurrentDictionary<string, Policy?> _byMethod = new(StringComparer.Ordinal);

    public Policy? For(string method)
    {
        if (byMethod is null)
            return common;
        if (_byMethod.TryGetValue(method, out var policy))
            return policy;

        // Paths hold ids, so that there may be any number of them.
        if (_byMethod.Count >= capacity)
            _byMethod.Clear();
        return _byMethod.GetOrAdd(method, byMethod);
    }
}
