using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Locks;

/// <summary>A lock store as one app sees it.</summary>
/// <remarks>Names are <c>lock||</c>, the prefix of <c>keyPrefix</c> as state stores have it, and the resource: dapr's <c>pkg/components/lock/lock_config.go</c>.</remarks>
internal sealed record NamedLockStore(ILockStore Store, KeyPrefix Prefix)
{
    private const string Api = "lock" + KeyPrefix.Separator;

    public static NamedLockStore Create(ComponentDefinition definition, ILockStore store, string appId) => new(store, KeyPrefix.For(definition, appId));

    /// <summary>False where the resource holds the separator.</summary>
    public bool TryName(string resource, out string name)
    {
        var isAllowed = Prefix.TryApply(resource, out var prefixed);
        name = Api + prefixed;
        return isAllowed;
    }
}
