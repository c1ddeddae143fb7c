namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>A deferred fragment of one object.</summary>
/// <param name="parent">The one around it, which is delivered before.</param>
internal sealed class DeliveryGroup(PathSegment[] path, string? label, DeliveryGroup? parent) : Delivery(path, label)
{
    public DeliveryGroup? Parent { get; } = parent;

    /// <summary>The fragments inside of it.</summary>
    public List<DeliveryGroup> Children { get; } = [];

    /// <summary>What belongs to it and is not delivered yet.</summary>
    public List<DeferredTask> Tasks { get; } = [];

    /// <summary>How many of its tasks are not done.</summary>
    public int Pending { get; set; }

    /// <summary>Whether it is waited for: neither complete, nor failed, nor empty.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Whether its tasks may run: what is around it has been delivered.</summary>
    public bool IsRoot { get; set; }
}
