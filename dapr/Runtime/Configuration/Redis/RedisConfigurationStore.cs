using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Redis;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Configuration.Redis;

/// <summary><c>configuration.redis</c>: a text per key, the version behind <c>||</c>; changes come by the server's keyspace events.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-configuration-stores/redis-configuration-store/.</remarks>
internal sealed class RedisConfigurationStore : IConfigurationStore
{
    private const string Separator = "||";

    private readonly RedisConnection _redis;
    private readonly string _channelPrefix;

    private RedisConfigurationStore(RedisConnection redis, int database)
    {
        _redis = redis;
        _channelPrefix = $"__keyspace@{database}__:";
    }

    public IReadOnlyList<string> Capabilities { get; } = [];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the server cannot be reached.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var settings = RedisSettings.Read(context);
        context.Metadata.EnsureAllRead();
        var redis = await RedisConnection.OpenAsync(context, settings, cancellationToken).ConfigureAwait(false);
        return new RedisConfigurationStore(redis, settings.Options.DefaultDatabase ?? 0);
    }

    public Task<IReadOnlyDictionary<string, ConfigurationItem>> GetAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
        => AskAsync(async () =>
        {
            if (keys.Count == 0)
                keys = (string[])(await _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "KEYS", "*").ConfigureAwait(false))!;
            var items = new Dictionary<string, ConfigurationItem>(StringComparer.Ordinal);
            foreach (var key in keys)
            {
                if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } item)
                    items[key] = item;
            }

            return (IReadOnlyDictionary<string, ConfigurationItem>)items;
        });

    public Task<IAsyncDisposable> SubscribeAsync(
        IReadOnlyCollection<string> keys, Func<string, ConfigurationItem?, CancellationToken, Task> handler, CancellationToken cancellationToken)
        => AskAsync<IAsyncDisposable>(async () =>
        {
            // As daprd: K are events by key, A those of every kind.
            await _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "CONFIG", "SET", "notify-keyspace-events", "KA").ConfigureAwait(false);
            var channels = keys.Count == 0
                ? [new RedisChannel(_channelPrefix + "*", RedisChannel.PatternMode.Pattern)]
                : keys.Select(key => new RedisChannel(_channelPrefix + key, RedisChannel.PatternMode.Literal)).ToList();
            var changes = new RedisChanges(_redis.Subscriber, channels, async (channel, token) =>
            {
                var key = channel[_channelPrefix.Length..];
                await handler(key, await FindAsync(key, token).ConfigureAwait(false), token).ConfigureAwait(false);
            });
            await changes.StartAsync().ConfigureAwait(false);
            return changes;
        });

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or RedisConnectionException or TimeoutException)
        {
            throw new ConfigurationStoreException(error.Message, error);
        }
    }

    /// <summary>Null where the key is absent or no text.</summary>
    private async Task<ConfigurationItem?> FindAsync(string key, CancellationToken cancellationToken)
    {
        string? text;
        try
        {
            text = (string?)await _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "GET", key).ConfigureAwait(false);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            return null; // Something else's key.
        }

        if (string.IsNullOrEmpty(text))
            return null;
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        return separator < 0
            ? new ConfigurationItem(text, "", Empty.Metadata)
            : new ConfigurationItem(text[..separator], text[(separator + Separator.Length)..], Empty.Metadata);
    }
}
