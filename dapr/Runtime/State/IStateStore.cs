using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State;

/// <summary>A state store: the building block behind <c>/v1.0/state</c>. Keys come with their prefix.</summary>
internal interface IStateStore : IComponent
{
    /// <summary>How many operations a transaction may have.</summary>
    int MaxOperations => int.MaxValue;

    /// <summary>Null where the key is absent or expired.</summary>
    ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken);

    /// <summary>One entry or null per key, in the order of the keys.</summary>
    ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken);

    /// <summary>Does one operation; it is durable when this returns.</summary>
    /// <exception cref="ETagMismatchException">The stored etag is another, or under first-write the key exists.</exception>
    Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken);

    /// <summary>Does all operations, in their order, or none; they are durable when this returns.</summary>
    /// <param name="metadata">The whole request's, such as the <c>partitionKey</c> that all of them are in.</param>
    /// <exception cref="ETagMismatchException">An operation's etag does not fit; none was done.</exception>
    Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);
}
