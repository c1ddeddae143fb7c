using MusicGraph.GraphQL.Execution.Planning;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>Fields of one object that are delivered together, once for all the fragments that ask for them.</summary>
/// <param name="Scope">The fragments that the object stands in.</param>
internal sealed record DeferredTask(DeliveryGroup[] Groups, PathSegment[] Path, object Value, SelectionPlan Plan, DeliveryScope? Scope)
{
    public bool IsStarted { get; set; }

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>The fields as JSON, once they are done.</summary>
    public byte[]? Data { get; set; }

    /// <summary>The errors of fields in <see cref="Data"/>.</summary>
    public IReadOnlyList<GraphQLError>? Errors { get; set; }

    /// <summary>Why there are no fields: a null came up to the object that may not be null.</summary>
    public IReadOnlyList<GraphQLError>? Failure { get; set; }

    /// <summary>Lists among the fields that are streamed.</summary>
    public IReadOnlyList<ListStream> Streams { get; set; } = [];
}
