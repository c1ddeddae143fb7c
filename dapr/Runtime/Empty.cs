using System.Collections.Frozen;

namespace MusicGraph.Dapr.Runtime;

internal static class Empty
{
    /// <summary>Metadata of a request that brought none.</summary>
    public static IReadOnlyDictionary<string, string> Metadata { get; } = FrozenDictionary<string, string>.Empty;
}
