using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>
/// Has a consumer's messages handled in their order. One that is refused holds up those behind it for about ten seconds; then it is
/// postponed and comes again by itself, ever more rarely, for as long as it is kept.
/// </summary>
internal sealed partial class EmbeddedSubscription : IAsyncDisposable
{
    private const int AttemptsInOrder = 10;

    private static readonly Backoff s_backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));
    private static readonly Backoff s_longBackoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));

    private readonly EmbeddedBroker _broker;
    private readonly ConsumerGroup _group;
    private readonly PubSubBatch _batch;
    private readonly PubSubHandler _handler;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public EmbeddedSubscription(EmbeddedBroker broker, ConsumerGroup group, PubSubBatch batch, PubSubHandler handler)
    {
        _broker = broker;
        _group = group;
        _batch = batch;
        _handler = handler;
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await _broker.Writer.LeaveAsync(_group).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await HandleAsync(await _group.TakeAsync(_batch, _stopping.Token).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return; // What was not handled stays for those who share it, or until somebody subscribes again.
            }
            catch (Exception error)
            {
                LogFailed(_broker.Logger, error, _group.Topic, _group.Consumer);
                await Task.Delay(s_longBackoff.First, _broker.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HandleAsync(List<StoredMessage> messages)
    {
        var left = messages;
        try
        {
            while (left.Count > 0)
            {
                left = await TryAsync(left).ConfigureAwait(false);
                foreach (var message in left.Where(message => message.IsPostponed || message.Attempts >= AttemptsInOrder).ToList())
                {
                    await PostponeAsync(message).ConfigureAwait(false);
                    left.Remove(message);
                }

                if (left.Count > 0)
                    await Task.Delay(s_backoff.After(left[0].Attempts), _broker.Time, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            _group.Return(left);
            throw;
        }
    }

    /// <returns>What was not handled.</returns>
    private async Task<List<StoredMessage>> TryAsync(List<StoredMessage> messages)
    {
        bool[] done;
        try
        {
            done = await _handler([.. messages.Select(message => message.Message)], _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            LogFailed(_broker.Logger, error, _group.Topic, _group.Consumer);
            done = new bool[messages.Count];
        }

        var left = new List<StoredMessage>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (done[i])
            {
                _broker.Writer.Finish(_group, messages[i]);
            }
            else
            {
                messages[i].Attempts++;
                left.Add(messages[i]);
            }
        }

        return left;
    }

    private async Task PostponeAsync(StoredMessage message)
    {
        var pause = s_longBackoff.After(message.Attempts - AttemptsInOrder + 1);
        LogPostponed(_broker.Logger, message.Id, _group.Topic, message.Attempts, _group.Consumer, pause);
        var due = (_broker.Time.GetUtcNow() + pause).ToUnixTimeMilliseconds();
        await _broker.Writer.PostponeAsync(_group, new Postponed(message.Id, message.Attempts, due)).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of topic {Topic} was not handled by consumer {Consumer}.")]
    private static partial void LogFailed(ILogger logger, Exception error, string topic, string consumer);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} of topic {Topic} was handled {Attempts} times in vain by consumer {Consumer}; again in {Pause}, and others go first.")]
    private static partial void LogPostponed(ILogger logger, long id, string topic, int attempts, string consumer, TimeSpan pause);
}
