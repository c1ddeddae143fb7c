using System.Collections.Concurrent;

namespace MusicGraph.Gateway.Events;

/// <summary>The streams that subscribers at this replica follow. What the broker did not bring is found within <see cref="LookEvery"/>.</summary>
internal sealed class LiveStreams(StreamsClient client, ILogger<LiveStreams> logger) : BackgroundService
{
    private const int MostNamesAtOnce = 1_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, LiveStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Adds a listener to a stream, and tells the sequence number behind which it gets all entries.</summary>
    public async Task<long> ListenAsync(string name, StreamListener listener, int leg, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stream = _streams.GetOrAdd(name, static (name, self) => new LiveStream(name, self.Client, self.Logger), this);
            if (await stream.ListenAsync(listener, leg, cancellationToken) is { } position)
                return position;
            Forget(stream);
        }
    }

    public void Leave(string name, StreamListener listener)
    {
        if (_streams.TryGetValue(name, out var stream) && stream.Leave(listener))
            Forget(stream);
    }

    public void Receive(StreamAppended appended)
    {
        if (_streams.TryGetValue(appended.Stream, out var stream))
            stream.Receive(appended.Entries);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var some in _streams.Values.Chunk(MostNamesAtOnce))
                await LookAsync(some, stoppingToken);
        }
    }

    private StreamsClient Client => client;

    private ILogger Logger => logger;

    private async Task LookAsync(LiveStream[] streams, CancellationToken cancellationToken)
    {
        try
        {
            var heads = await client.GetHeadsAsync([.. streams.Select(stream => stream.Name)], cancellationToken);
            foreach (var (stream, head) in streams.Zip(heads))
                stream.OnHead(head);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "How far the streams have come cannot be read now");
        }
    }

    private void Forget(LiveStream stream) => _streams.TryRemove(KeyValuePair.Create(stream.Name, stream));
}
