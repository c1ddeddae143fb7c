using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>A state store whose calls go by a policy.</summary>
internal sealed class ResilientStateStore(IStateStore store, Policy policy) : IStateStore
{
    public IReadOnlyList<string> Capabilities => store.Capabilities;

    public int MaxOperations => store.MaxOperations;

    public ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
        => new(policy.ExecuteAsync(token => store.GetAsync(key, options, token).AsTask(), cancellationToken: cancellationToken));

    public ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
        => new(policy.ExecuteAsync(token => store.GetAsync(keys, options, token).AsTask(), cancellationToken: cancellationToken));

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken)
        => policy.ExecuteAsync(token => store.ExecuteAsync(operation, token), cancellationToken);

    public Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        => policy.ExecuteAsync(token => store.ExecuteTransactionAsync(operations, metadata, token), cancellationToken);

    /// <summary>Leaves the store open: it is shared by the sidecars.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
