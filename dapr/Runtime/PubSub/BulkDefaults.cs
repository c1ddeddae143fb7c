namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>What a bulk subscription asks for where it says nothing.</summary>
/// <remarks>dapr/dapr, <c>pkg/runtime/pubsub/default_bulksub.go</c>.</remarks>
internal static class BulkDefaults
{
    private const int MaxMessages = 100;
    private const int MaxAwaitMilliseconds = 1000;

    /// <param name="maxMessages"><c>maxMessagesCount</c>; 0 for the default.</param>
    /// <param name="maxAwaitMilliseconds"><c>maxAwaitDurationMs</c>; 0 for the default.</param>
    public static PubSubBatch Create(int maxMessages, int maxAwaitMilliseconds)
        => new(
            maxMessages > 0 ? maxMessages : MaxMessages,
            TimeSpan.FromMilliseconds(maxAwaitMilliseconds > 0 ? maxAwaitMilliseconds : MaxAwaitMilliseconds));
}
