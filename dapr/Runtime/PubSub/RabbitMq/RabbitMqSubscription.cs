using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using RabbitMQ.Client.Exceptions;

namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary>Has the messages of a queue handled, over one connection after another.</summary>
internal sealed partial class RabbitMqSubscription : IAsyncDisposable
{
    // How many messages are handled at a time with concurrency 'parallel' and no prefetchCount; daprd knows no bound.
    private const int DefaultParallelism = 100;

    // A message that is put back comes again at once; an app that refuses it would be asked without a pause.
    private static readonly TimeSpan s_requeuePause = TimeSpan.FromMilliseconds(200);

    private readonly RabbitMqSettings _settings;
    private readonly RabbitMqConnection _connection;
    private readonly PubSubSubscription _subscription;
    private readonly PubSubHandler _handler;
    private readonly ComponentContext _context;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public RabbitMqSubscription(
        RabbitMqSettings settings,
        RabbitMqConnection connection,
        PubSubSubscription subscription,
        PubSubHandler handler,
        RabbitMqConsumer consumer,
        ComponentContext context)
    {
        _settings = settings;
        _connection = connection;
        _subscription = subscription;
        _handler = handler;
        _context = context;
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(() => RunAsync(consumer));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(RabbitMqConsumer? consumer)
    {
        var parallelism = _settings.IsSingle ? 1 : _settings.PrefetchCount > 0 ? _settings.PrefetchCount : DefaultParallelism;
        while (!_stopping.IsCancellationRequested)
        {
            if (consumer is not null)
            {
                var current = consumer;
                await using (current.ConfigureAwait(false))
                {
                    await Task.WhenAll(Enumerable.Range(0, parallelism).Select(_ => ConsumeAsync(current))).ConfigureAwait(false);
                    if (_stopping.IsCancellationRequested && _subscription.IsEphemeral)
                        await QuietlyAsync(() => current.DeleteQueueAsync()).ConfigureAwait(false);
                }

                consumer = null;
                continue;
            }

            try
            {
                consumer = await RabbitMqConsumer.OpenAsync(_settings, _connection, _subscription, _stopping.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException || !_stopping.IsCancellationRequested)
            {
                LogWaiting(_context.Logger, error, _subscription.Topic, _subscription.Consumer);
                await Task.Delay(_settings.ReconnectWait, _context.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ConsumeAsync(RabbitMqConsumer consumer)
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var batch = await _subscription.Batch.ReadAsync(consumer.Deliveries, _context.Time, _stopping.Token).ConfigureAwait(false);
                await HandleAsync(consumer, batch).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is ChannelClosedException or OperationCanceledException)
        {
            // The connection is lost or the subscription ends: what was not acknowledged is still in the queue.
        }
    }

    private async Task HandleAsync(RabbitMqConsumer consumer, List<RabbitMqDelivery> deliveries)
    {
        bool[] done;
        try
        {
            done = await _handler([.. deliveries.Select(delivery => delivery.Message)], _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            LogFailed(_context.Logger, error, _subscription.Topic, _subscription.Consumer);
            done = new bool[deliveries.Count];
        }
        catch (Exception error)
        {
            throw new OperationCanceledException(error.Message, error, _stopping.Token);
        }

        if (_settings.AutoAck)
            return;
        if (_settings.RequeueInFailure && done.Contains(false))
            await Task.Delay(s_requeuePause, _context.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var i = 0; i < deliveries.Count; i++)
        {
            var (delivery, isDone) = (deliveries[i], done[i]);
            await QuietlyAsync(async () => await (isDone ? consumer.AckAsync(delivery) : consumer.NackAsync(delivery, _settings.RequeueInFailure)).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
    }

    /// <summary>What cannot be said to the server because the connection is lost needs not be: it has taken the messages back.</summary>
    private async Task QuietlyAsync(Func<Task> say)
    {
        try
        {
            await say().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            LogUnsaid(_context.Logger, error, _subscription.Topic, _subscription.Consumer);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of topic {Topic} was not handled by consumer {Consumer}.")]
    private static partial void LogFailed(ILogger logger, Exception error, string topic, string consumer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of consumer {Consumer} to topic {Topic} waits for RabbitMQ.")]
    private static partial void LogWaiting(ILogger logger, Exception error, string topic, string consumer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "RabbitMQ could not be told what became of a message of topic {Topic} for consumer {Consumer}.")]
    private static partial void LogUnsaid(ILogger logger, Exception error, string topic, string consumer);
}
