namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>The fields of an object by the time when they are delivered (BuildExecutionPlan of the incremental delivery proposal).</summary>
internal sealed class FieldPartition
{
    /// <summary>The fields that come with the object.</summary>
    public OrderedDictionary<string, List<CollectedField>> Immediate { get; } = [];

    /// <summary>The others, by the deferred fragments that ask for them.</summary>
    public List<(DeferUsage[] Usages, OrderedDictionary<string, List<CollectedField>> Fields)> Deferred { get; } = [];

    /// <param name="delivered">The deferred fragments with which the object is delivered.</param>
    public static FieldPartition Of(OrderedDictionary<string, List<CollectedField>> fields, DeferUsage[] delivered)
    {
        var partition = new FieldPartition();
        foreach (var (name, nodes) in fields) partition.FieldsOf(UsagesOf(nodes), delivered).Add(name, nodes);
        return partition;
    }

    private OrderedDictionary<string, List<CollectedField>> FieldsOf(DeferUsage[] usages, DeferUsage[] delivered)
    {
        if (AreSame(usages, delivered)) return Immediate;
        foreach (var part in Deferred)
        {
            if (AreSame(part.Usages, usages)) return part.Fields;
        }

        var fields = new OrderedDictionary<string, List<CollectedField>>();
        Deferred.Add((usages, fields));
        return fields;
    }

    /// <summary>The deferred fragments that ask for a field, without those inside of another; none where it is asked for outside of any.</summary>
    private static DeferUsage[] UsagesOf(List<CollectedField> nodes)
    {
        if (nodes.Exists(node => node.Defer is null)) return [];
        DeferUsage[] all = [.. nodes.Select(node => node.Defer!).Distinct()];
        return all.Length == 1 ? all : [.. all.Where(usage => !IsInside(usage, all))];
    }

    private static bool IsInside(DeferUsage usage, DeferUsage[] others)
    {
        for (var around = usage.Parent; around is not null; around = around.Parent)
        {
            if (others.Contains(around)) return true;
        }

        return false;
    }

    private static bool AreSame(DeferUsage[] one, DeferUsage[] other) => one.Length == other.Length && one.All(other.Contains);
}
