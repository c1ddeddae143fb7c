using System.Threading.Channels;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Configuration.Redis;

/// <summary>Handles what a server tells on some channels, one after another.</summary>
internal sealed class RedisChanges(
    ISubscriber subscriber, IReadOnlyList<RedisChannel> channels, Func<string, CancellationToken, Task> handler) : IAsyncDisposable
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    public async Task StartAsync()
    {
        foreach (var channel in channels)
            await subscriber.SubscribeAsync(channel, OnMessage).ConfigureAwait(false);
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels)
            await subscriber.UnsubscribeAsync(channel, OnMessage).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private void OnMessage(RedisChannel channel, RedisValue message) => _messages.Writer.TryWrite(channel!);

    private async Task RunAsync()
    {
        await foreach (var channel in _messages.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
            await HandleAsync(channel).ConfigureAwait(false);
    }

    private async Task HandleAsync(string channel)
    {
        try
        {
            await handler(channel, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or RedisConnectionException or TimeoutException)
        {
            // The value cannot be read now; the next change tells of it again.
        }
    }
}
