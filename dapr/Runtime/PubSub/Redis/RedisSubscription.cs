using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary>Has the entries of a consumer group handled; what was not acknowledged in time is taken again.</summary>
internal sealed partial class RedisSubscription : IAsyncDisposable
{
    // When nobody tells of news, as while the watch's connection is made anew or before it knows of the stream.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(1);

    private readonly RedisPubSubSettings _settings;
    private readonly StreamGroup _group;
    private readonly WatchedStream _stream;
    private readonly PubSubSubscription _subscription;
    private readonly PubSubHandler _handler;
    private readonly ComponentContext _context;
    private readonly Channel<StreamEntry> _entries;
    private readonly ConcurrentDictionary<string, bool> _here = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _loops;

    public RedisSubscription(
        RedisPubSubSettings settings, StreamGroup group, StreamWatch watch, PubSubSubscription subscription, PubSubHandler handler, ComponentContext context)
    {
        _settings = settings;
        _group = group;
        _subscription = subscription;
        _handler = handler;
        _context = context;
        _stream = watch.Watch(subscription.Topic);
        _entries = Channel.CreateBounded<StreamEntry>(settings.QueueDepth);
        using (ExecutionContext.SuppressFlow())
        {
            _loops =
            [
                Task.Run(() => RepeatAsync(ReadAsync)),
                settings.Redelivers ? Task.Run(() => RepeatAsync(ReclaimAsync)) : Task.CompletedTask,
                .. Enumerable.Range(0, settings.Concurrency).Select(_ => Task.Run(() => RepeatAsync(HandleAsync))),
            ];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
        if (_subscription.IsEphemeral)
            await QuietlyAsync(_group.DestroyAsync).ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>Goes on until the subscription ends, also when Redis is away for a while.</summary>
    private async Task RepeatAsync(Func<Task> step)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogAway(_context.Logger, error, _subscription.Topic, _subscription.Consumer);
                await Task.Delay(s_longestSilence, _context.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (error is RedisServerException && error.Message.StartsWith("NOGROUP", StringComparison.Ordinal))
                    await QuietlyAsync(() => _group.CreateAsync("0", _stopping.Token)).ConfigureAwait(false); // A server that has lost its data.
            }
        }
    }

    private async Task ReadAsync()
    {
        var news = _stream.News;
        var entries = await _group.ReadAsync(_stopping.Token).ConfigureAwait(false);
        if (entries.Count > 0)
        {
            _stream.Saw(entries[^1].Id);
            await EnqueueAsync(entries).ConfigureAwait(false);
            return;
        }

        try
        {
            await news.WaitAsync(s_longestSilence, _context.Time, _stopping.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Looked for all the same.
        }
    }

    private async Task ReclaimAsync()
    {
        var cursor = "0-0";
        do
        {
            (cursor, var entries) = await _group.ReclaimAsync(cursor, _stopping.Token).ConfigureAwait(false);
            await EnqueueAsync(entries).ConfigureAwait(false);
        }
        while (cursor != "0-0");

        await Task.Delay(_settings.RedeliverInterval, _context.Time, _stopping.Token).ConfigureAwait(false);
    }

    private async Task EnqueueAsync(List<StreamEntry> entries)
    {
        foreach (var entry in entries)
        {
            // An entry that waits or is handled here is not lost, however long that takes.
            if (_here.TryAdd(entry.Id, true))
                await _entries.Writer.WriteAsync(entry, _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task HandleAsync()
    {
        var batch = await _subscription.Batch.ReadAsync(_entries.Reader, _context.Time, _stopping.Token).ConfigureAwait(false);
        try
        {
            var done = await TryAsync(batch).ConfigureAwait(false);
            var ids = batch.Where((_, i) => done[i]).Select(entry => entry.Id).ToList();
            if (ids.Count > 0)
                await QuietlyAsync(() => _group.AckAsync(ids)).ConfigureAwait(false);
        }
        finally
        {
            foreach (var entry in batch)
                _here.TryRemove(entry.Id, out _);
        }
    }

    private async Task<bool[]> TryAsync(List<StreamEntry> batch)
    {
        using var timeout = _settings.Redelivers ? new CancellationTokenSource(_settings.ProcessingTimeout, _context.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        try
        {
            return await _handler([.. batch.Select(entry => entry.Message)], either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            LogFailed(_context.Logger, error, _subscription.Topic, _subscription.Consumer);
            return new bool[batch.Count];
        }
    }

    /// <summary>What Redis cannot be told now it finds out by itself: an entry that is not acknowledged comes again.</summary>
    private async Task QuietlyAsync(Func<Task> tell)
    {
        try
        {
            await tell().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            LogAway(_context.Logger, error, _subscription.Topic, _subscription.Consumer);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis could not be asked about topic {Topic} for consumer {Consumer}.")]
    private static partial void LogAway(ILogger logger, Exception error, string topic, string consumer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of topic {Topic} was not handled by consumer {Consumer}.")]
    private static partial void LogFailed(ILogger logger, Exception error, string topic, string consumer);
}
