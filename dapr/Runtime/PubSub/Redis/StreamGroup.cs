using System.Globalization;
using MusicGraph.Dapr.Runtime.Redis;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary>A consumer group of a stream. Its one consumer has the group's name, as daprd has it.</summary>
internal sealed class StreamGroup(RedisConnection connection, PubSubSubscription subscription, RedisPubSubSettings settings)
{
    private readonly string _stream = subscription.Topic;
    private readonly string _group = subscription.Consumer;

    /// <param name="start">Where a new group begins: 0 with the stream's first entry, $ behind its last.</param>
    public async Task CreateAsync(string start, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(isRepeatable: true, cancellationToken, "XGROUP", "CREATE", _stream, _group, start, "MKSTREAM").ConfigureAwait(false);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // It is there, and knows where it was.
        }
    }

    public Task DestroyAsync() => connection.ExecuteAsync(isRepeatable: true, CancellationToken.None, "XGROUP", "DESTROY", _stream, _group);

    /// <summary>Takes entries that no one has taken yet.</summary>
    public async Task<List<StreamEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await connection.ExecuteAsync(
            isRepeatable: true, cancellationToken, "XREADGROUP", "GROUP", _group, _group, "COUNT", settings.QueueDepth, "STREAMS", _stream, ">").ConfigureAwait(false);
        return answer.IsNull ? [] : StreamEntry.ReadAll(((RedisResult[])((RedisResult[])answer)[0])[1]);
    }

    /// <summary>Takes entries again that were taken long ago and not acknowledged.</summary>
    /// <param name="cursor">Where to go on; it comes back as 0-0 when all were seen.</param>
    public async Task<(string Cursor, List<StreamEntry> Entries)> ReclaimAsync(string cursor, CancellationToken cancellationToken)
    {
        var idle = ((long)settings.ProcessingTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var answer = (RedisResult[])await connection.ExecuteAsync(
            isRepeatable: true, cancellationToken, "XAUTOCLAIM", _stream, _group, _group, idle, cursor, "COUNT", settings.QueueDepth).ConfigureAwait(false);
        return ((string)answer[0], StreamEntry.ReadAll(answer[1]));
    }

    public Task AckAsync(IEnumerable<string> ids)
        => connection.ExecuteAsync(isRepeatable: true, CancellationToken.None, "XACK", [_stream, _group, .. ids]);
}
