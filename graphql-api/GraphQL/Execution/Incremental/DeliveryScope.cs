using MusicGraph.GraphQL.Execution.Planning;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>The deferred fragments that stand directly in one object, below those of the objects around it.</summary>
/// <param name="Depth">The length of the object's path.</param>
internal sealed record DeliveryScope(DeliveryScope? Around, int Depth, DeferUsage[] Usages, DeliveryGroup[] Groups)
{
    /// <summary>The object's fragment for a place of the plan; null for one around the list of which the object is a streamed item.</summary>
    public static DeliveryGroup? Find(DeliveryScope? scope, DeferUsage usage)
    {
        for (; scope is not null; scope = scope.Around)
        {
            var index = Array.IndexOf(scope.Usages, usage);
            if (index >= 0) return scope.Groups[index];
        }

        return null;
    }
}
