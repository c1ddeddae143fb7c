using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub.InMemory;

/// <summary>Takes messages from a queue and has them handled, one batch after another.</summary>
internal sealed partial class InMemorySubscription : IAsyncDisposable
{
    // Built-in retries, as daprd's component has them: nobody else could bring a message again.
    private const int MaxAttempts = 10;

    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));

    private readonly ConsumerQueue _queue;
    private readonly PubSubBatch _batch;
    private readonly PubSubHandler _handler;
    private readonly Action<ConsumerQueue> _release;
    private readonly ComponentContext _context;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public InMemorySubscription(ConsumerQueue queue, PubSubBatch batch, PubSubHandler handler, Action<ConsumerQueue> release, ComponentContext context)
    {
        _queue = queue;
        _batch = batch;
        _handler = handler;
        _release = release;
        _context = context;
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
            while (true)
                await HandleAsync(await _batch.ReadAsync(_queue.Reader, _context.Time, _stopping.Token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            // The subscription ends; what is queued stays for those who share it.
        }
    }

    private async Task HandleAsync(List<PubSubMessage> messages)
    {
        var left = messages;
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            try
            {
                var done = await _handler(left, _stopping.Token).ConfigureAwait(false);
                left = [.. left.Where((_, i) => !done[i])];
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                LogFailed(_context.Logger, error, _queue.Topic, _queue.Consumer);
            }
            catch (Exception error)
            {
                Return(left);
                throw new OperationCanceledException(error.Message, error, _stopping.Token);
            }

            if (left.Count == 0)
                return;
            if (attempt == MaxAttempts)
            {
                LogLost(_context.Logger, left.Count, _queue.Topic, _queue.Consumer, MaxAttempts);
                return;
            }

            try
            {
                await Task.Delay(s_backoff.After(attempt), _context.Time, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Return(left);
                throw;
            }
        }
    }

    private void Return(List<PubSubMessage> messages)
    {
        foreach (var message in messages)
            _queue.Return(message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of topic {Topic} was not handled by consumer {Consumer}.")]
    private static partial void LogFailed(ILogger logger, Exception error, string topic, string consumer);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} messages of topic {Topic} are lost: consumer {Consumer} did not handle them in {Attempts} attempts.")]
    private static partial void LogLost(ILogger logger, int count, string topic, string consumer, int attempts);
}
