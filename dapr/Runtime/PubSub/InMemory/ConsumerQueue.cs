using System.Threading.Channels;

namespace MusicGraph.Dapr.Runtime.PubSub.InMemory;

/// <summary>The messages of a topic that a consumer has not handled yet.</summary>
internal sealed class ConsumerQueue(string topic, string consumer)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Channel<PubSubMessage> _messages = Channel.CreateBounded<PubSubMessage>(Capacity);

    public string Topic { get; } = topic;

    public string Consumer { get; } = consumer;

    /// <summary>How many share the queue; guarded by the broker's lock.</summary>
    public int Subscriptions { get; set; }

    public ChannelReader<PubSubMessage> Reader => _messages.Reader;

    /// <summary>Waits for a place where the consumer lags behind, which slows the publisher down to the consumer's pace.</summary>
    /// <exception cref="PubSubException">There was none for ten seconds.</exception>
    public async Task WriteAsync(PubSubMessage message, CancellationToken cancellationToken)
    {
        if (_messages.Writer.TryWrite(message))
            return;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_patience);
        try
        {
            await _messages.Writer.WriteAsync(message, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PubSubException($"the queue of consumer {Consumer} for topic {Topic} has been full for {s_patience.TotalSeconds} s");
        }
        catch (ChannelClosedException)
        {
            // The consumer left while we waited: like one that was never there.
        }
    }

    /// <summary>Puts a message that was not handled behind the others.</summary>
    public void Return(PubSubMessage message) => _messages.Writer.TryWrite(message);

    public void Close() => _messages.Writer.TryComplete();
}
