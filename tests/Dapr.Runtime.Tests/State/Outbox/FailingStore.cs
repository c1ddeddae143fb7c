using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Tests.State.Outbox;

/// <summary>A store that can be cut off, before or after it does what it was asked for.</summary>
internal sealed class FailingStore(IStateStore inner) : IStateStore
{
    public IReadOnlyList<string> Capabilities => inner.Capabilities;

    /// <summary>Writes fail without being done.</summary>
    public bool IsCutOffBefore { get; set; }

    /// <summary>Writes are done, but their answer is lost.</summary>
    public bool IsCutOffAfter { get; set; }

    public ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken) => inner.GetAsync(key, options, cancellationToken);

    public ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
        => inner.GetAsync(keys, options, cancellationToken);

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken)
        => RunAsync(() => inner.ExecuteAsync(operation, cancellationToken));

    public Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
        => RunAsync(() => inner.ExecuteTransactionAsync(operations, metadata, cancellationToken));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task RunAsync(Func<Task> run)
    {
        if (IsCutOffBefore)
            throw new IOException("cut off");
        await run();
        if (IsCutOffAfter)
            throw new IOException("cut off");
    }
}
