namespace MusicGraph.Dapr.Runtime.PubSub.InMemory;

/// <summary>Takes messages from a queue and has them handled, one after another.</summary>
internal sealed class InMemorySubscription : IAsyncDisposable
{
    private readonly ConsumerQueue _queue;
    private readonly Func<PubSubMessage, CancellationToken, Task> _handler;
    private readonly Action<ConsumerQueue> _release;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public InMemorySubscription(ConsumerQueue queue, Func<PubSubMessage, CancellationToken, Task> handler, Action<ConsumerQueue> release)
    {
        _queue = queue;
        _handler = handler;
        _release = release;
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _release(_queue);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stopping.Token).ConfigureAwait(false))
            {
                while (!_stopping.IsCancellationRequested && _queue.Reader.TryRead(out var message))
                    await HandleAsync(message).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The subscription ends; what is queued stays for those who share it.
        }
    }

    private async Task HandleAsync(PubSubMessage message)
    {
        try
        {
            await _handler(message, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _queue.Return(message);
            throw;
        }
    }
}
