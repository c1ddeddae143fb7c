using System.Globalization;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Redis;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.State.Redis;

/// <summary><c>state.redis</c>: hashes as daprd keeps them. What is acknowledged lasts as the server is set (<c>appendfsync</c>).</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-redis/.</remarks>
internal sealed class RedisStateStore : IStateStore
{
    // daprd waits as long for the replicas, in milliseconds.
    private const int ReplicaPatience = 1000;

    private readonly RedisConnection _redis;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _defaultTimeToLive;
    private readonly int _replicas;

    private RedisStateStore(RedisConnection redis, TimeProvider time, TimeSpan? defaultTimeToLive, int replicas)
    {
        _redis = redis;
        _time = time;
        _defaultTimeToLive = defaultTimeToLive;
        _replicas = replicas;
    }

    public IReadOnlyList<string> Capabilities { get; } = ["ETAG", "TRANSACTIONAL", "TTL"];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the server cannot be reached.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        StateMetadata.ReadCommon(context.Metadata);
        var settings = RedisSettings.Read(context);
        var ttl = context.Metadata.Number("ttlInSeconds", 0);
        context.Metadata.Refuse("queryIndexes");
        context.Metadata.Ignore(RedisSettings.FieldsOfPubSub);
        context.Metadata.EnsureAllRead();

        var redis = await RedisConnection.OpenAsync(context, settings, cancellationToken).ConfigureAwait(false);
        var replicas = ReadReplicas((string?)await redis.ExecuteAsync(isRepeatable: true, cancellationToken, "INFO", "replication").ConfigureAwait(false));
        return new RedisStateStore(redis, context.Time, ttl > 0 ? TimeSpan.FromSeconds(ttl) : null, replicas);
    }

    public async ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
    {
        // Both are on their way before the first answer is there.
        var values = _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "HMGET", key, "data", "version");
        var timeToLive = _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "PTTL", key);
        try
        {
            await Task.WhenAll(values, timeToLive).ConfigureAwait(false);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            // A plain text, as early versions of daprd wrote them; it has no etag.
            var text = (byte[]?)await _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "GET", key).ConfigureAwait(false);
            return text is null ? null : new StateEntry(text, "", null);
        }

        var fields = (RedisValue[])await values.ConfigureAwait(false);
        if (fields[0].IsNull)
            return null;

        var left = (long)await timeToLive.ConfigureAwait(false);
        return new StateEntry((byte[])fields[0]!, (string?)fields[1] ?? "", left < 0 ? null : _time.GetUtcNow().AddMilliseconds(left));
    }

    public async ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
        => await Task.WhenAll(keys.Select(key => GetAsync(key, options, cancellationToken).AsTask())).ConfigureAwait(false);

    public Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken)
        => ExecuteTransactionAsync([operation], Empty.Metadata, cancellationToken);

    public async Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        if (operations.Count == 0)
            return;

        var arguments = new object[2 + (operations.Count * (1 + RedisScripts.ArgumentsPerOperation))];
        arguments[0] = RedisScripts.Execute;
        arguments[1] = operations.Count;
        var next = 2;
        foreach (var operation in operations)
            arguments[next++] = operation.Key;
        foreach (var operation in operations)
        {
            arguments[next++] = operation.ETag ?? "";
            arguments[next++] = operation.IsDelete ? RedisScripts.Delete : operation.FirstWrite ? RedisScripts.FirstWrite : RedisScripts.Write;
            arguments[next++] = operation.Value ?? [];
            arguments[next++] = (operation.TimeToLive ?? _defaultTimeToLive) is { } ttl ? (long)Math.Ceiling(ttl.TotalSeconds) : 0;
        }

        var isRepeatable = operations.All(operation => operation is { ETag: null, FirstWrite: false });
        if ((int)await _redis.ExecuteAsync(isRepeatable, cancellationToken, "EVAL", arguments).ConfigureAwait(false) == 0)
            throw new ETagMismatchException();
        if (_replicas > 0 && operations.Any(operation => operation.Consistency == StateConsistency.Strong))
            await _redis.ExecuteAsync(isRepeatable: true, cancellationToken, "WAIT", _replicas, ReplicaPatience).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private static int ReadReplicas(string? info)
    {
        const string Field = "connected_slaves:";
        var at = info?.IndexOf(Field, StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return 0;

        var number = info.AsSpan(at + Field.Length);
        var end = number.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? number : number[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) ? replicas : 0;
    }
}
