using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Redis;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary>
/// Waits for entries of all streams that are subscribed to, over a connection of its own: the client's connections are shared, and a
/// command that waits would hold up all others.
/// </summary>
internal sealed partial class StreamWatch : IAsyncDisposable
{
    // The longest that a stream goes unwatched that was added while the others are waited for; a subscription looks for itself first.
    private const int BlockMilliseconds = 250;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly RedisConnection _connection;
    private readonly ComponentContext _context;
    private readonly ConcurrentDictionary<string, WatchedStream> _streams = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _any = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public StreamWatch(RedisConnection connection, ComponentContext context)
    {
        _connection = connection;
        _context = context;
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public WatchedStream Watch(string stream)
    {
        var watched = _streams.GetOrAdd(stream, static _ => new WatchedStream());
        _any.Release();
        return watched;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
        _any.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var streams = _streams.ToArray();
                if (streams.Length == 0)
                    await _any.WaitAsync(_stopping.Token).ConfigureAwait(false);
                else
                    await WaitAsync(streams).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogLost(_context.Logger, error);
                await Task.Delay(s_pause, _context.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foreach (var (_, stream) in _streams)
                    stream.Signal();
            }
        }
    }

    private async Task WaitAsync(KeyValuePair<string, WatchedStream>[] streams)
    {
        var answer = await _connection.ExecuteAsync(
            isRepeatable: true,
            _stopping.Token,
            "XREAD",
            ["COUNT", 1, "BLOCK", BlockMilliseconds, "STREAMS", .. streams.Select(stream => stream.Key), .. streams.Select(stream => stream.Value.LastId)]).ConfigureAwait(false);
        if (answer.IsNull)
            return;

        foreach (var item in (RedisResult[])answer)
        {
            var stream = (RedisResult[])item;
            var watched = _streams[(string)stream[0]];
            watched.Saw(StreamEntry.ReadAll(stream[1])[^1].Id);
            watched.Signal();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is not there; its streams are asked for again.")]
    private static partial void LogLost(ILogger logger, Exception error);
}
