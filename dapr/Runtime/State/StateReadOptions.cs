namespace MusicGraph.Dapr.Runtime.State;

/// <summary>What a read says beside its keys.</summary>
/// <param name="Metadata">The request's, for stores that know some of it, such as Cosmos DB's <c>partitionKey</c>.</param>
internal readonly record struct StateReadOptions(IReadOnlyDictionary<string, string> Metadata, StateConsistency Consistency)
{
    /// <summary>Nothing.</summary>
    public static StateReadOptions None { get; } = new(Empty.Metadata, StateConsistency.Default);
}
