using System.Text.Json;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary>A message of a stream.</summary>
internal sealed record StreamEntry(string Id, PubSubMessage Message)
{
    /// <summary>The entries of one stream's answer; those that were deleted meanwhile are left out.</summary>
    public static List<StreamEntry> ReadAll(RedisResult entries)
        => [.. ((RedisResult[])entries).Where(entry => !entry.IsNull).Select(entry => Read((RedisResult[])entry)).OfType<StreamEntry>()];

    private static StreamEntry? Read(RedisResult[] entry)
    {
        if (entry[1].IsNull)
            return null;

        var fields = (RedisResult[])entry[1];
        byte[] data = [];
        var metadata = Empty.Metadata;
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            switch ((string)fields[i])
            {
                case "data":
                    data = (byte[])fields[i + 1];
                    break;
                case "metadata":
                    metadata = JsonSerializer.Deserialize<Dictionary<string, string>>((string)fields[i + 1]) ?? Empty.Metadata;
                    break;
            }
        }

        return new StreamEntry((string)entry[0], new PubSubMessage(data) { Metadata = metadata });
    }
}
