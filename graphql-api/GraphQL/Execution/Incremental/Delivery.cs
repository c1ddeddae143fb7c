namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>Something that a client is told to wait for: a deferred fragment of an object, or the items of a list.</summary>
internal abstract class Delivery(PathSegment[] path, string? label)
{
    /// <summary>The way to the object or list.</summary>
    public PathSegment[] Path { get; } = path;

    public string? Label { get; } = label;

    /// <summary>What the client knows it by, from when it is told of it until it is complete.</summary>
    public int? Id { get; set; }
}
