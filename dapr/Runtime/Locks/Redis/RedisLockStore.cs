using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Redis;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Locks.Redis;

/// <summary><c>lock.redis</c>: a key per lock, whose value is its owner.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-locks/redis-lock/.</remarks>
internal sealed class RedisLockStore : ILockStore
{
    // Looks and removes in one step, so that a lock which another has taken meanwhile stays.
    private const string UnlockScript = """
        local owner = redis.call('GET', KEYS[1])
        if not owner then return 1 end
        if owner ~= ARGV[1] then return 2 end
        redis.call('DEL', KEYS[1])
        return 0
        """;

    private readonly RedisConnection _redis;

    private RedisLockStore(RedisConnection redis) => _redis = redis;

    public IReadOnlyList<string> Capabilities { get; } = [];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the server cannot be reached.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        context.Metadata.Ignore("keyPrefix"); // The runtime's.
        context.Metadata.Ignore(RedisSettings.FieldsOfPubSub);
        var settings = RedisSettings.Read(context);
        context.Metadata.EnsureAllRead();
        return new RedisLockStore(await RedisConnection.OpenAsync(context, settings, cancellationToken).ConfigureAwait(false));
    }

    public Task<bool> TryLockAsync(string resource, string owner, TimeSpan expiry, CancellationToken cancellationToken)
        => AskAsync(async () => !(await _redis
            .ExecuteAsync(isRepeatable: false, cancellationToken, "SET", resource, owner, "NX", "PX", (long)expiry.TotalMilliseconds)
            .ConfigureAwait(false)).IsNull);

    public Task<UnlockStatus> UnlockAsync(string resource, string owner, CancellationToken cancellationToken)
        => AskAsync(async () => (UnlockStatus)(int)await _redis
            .ExecuteAsync(isRepeatable: false, cancellationToken, "EVAL", UnlockScript, 1, resource, owner)
            .ConfigureAwait(false));

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or RedisConnectionException or TimeoutException)
        {
            throw new LockException(error.Message, error);
        }
    }
}
