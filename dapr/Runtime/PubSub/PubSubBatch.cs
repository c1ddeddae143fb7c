using System.Threading.Channels;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>How messages are handed over together.</summary>
/// <param name="MaxAwait">How long to wait for more once there is one.</param>
internal sealed record PubSubBatch(int MaxMessages, TimeSpan MaxAwait)
{
    public static PubSubBatch One { get; } = new(1, TimeSpan.Zero);

    /// <summary>Waits for one and then takes what else comes in time.</summary>
    /// <exception cref="ChannelClosedException">Nothing will come any more.</exception>
    public async ValueTask<List<T>> ReadAsync<T>(ChannelReader<T> reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var batch = new List<T> { await reader.ReadAsync(cancellationToken).ConfigureAwait(false) };
        if (MaxMessages == 1)
            return batch;

        using var waited = new CancellationTokenSource(MaxAwait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waited.Token, cancellationToken);
        try
        {
            while (batch.Count < MaxMessages)
                batch.Add(await reader.ReadAsync(either.Token).ConfigureAwait(false));
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            // What came in time is the batch; whoever handles it sees that the subscription ends.
        }

        return batch;
    }
}
