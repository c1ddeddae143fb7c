using System.Net.Sockets;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.PubSub;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.Redis;

/// <summary>A connection to a Redis server, made again for as long as it takes when it is lost.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly RedisSettings _settings;
    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;
    private readonly Backoff _backoff;

    private RedisConnection(RedisSettings settings, ConnectionMultiplexer connection)
    {
        _settings = settings;
        _connection = connection;
        _database = connection.GetDatabase();
        _backoff = new Backoff(settings.MinRetryInterval, settings.MaxRetryInterval);
    }

    /// <exception cref="DaprConfigurationException">The server does not answer or refuses the password.</exception>
    public static async Task<RedisConnection> OpenAsync(ComponentContext context, RedisSettings settings, CancellationToken cancellationToken)
    {
        context.Server = $"redis at {settings.Host}";
        try
        {
            await EnsureListeningAsync(settings, cancellationToken).ConfigureAwait(false);
            var connection = new RedisConnection(settings, await ConnectionMultiplexer.ConnectAsync(settings.Options).WaitAsync(cancellationToken).ConfigureAwait(false));
            await connection.ExecuteAsync(isRepeatable: true, cancellationToken, "PING").ConfigureAwait(false);
            return connection;
        }
        catch (RedisConnectionException error) when (error.Message.Contains(nameof(ConnectionFailureType.AuthenticationFailure), StringComparison.Ordinal))
        {
            throw context.Definition.Error($"{context.Server} refuses metadata field 'redisPassword'", error);
        }
        catch (Exception error) when (error is RedisException or RedisConnectionException or TimeoutException or SocketException)
        {
            throw context.Definition.Error($"{context.Server} cannot be reached: {error.Message}", error);
        }
    }

    /// <summary>Hears what the server tells; its subscriptions stand again after the connection was lost.</summary>
    public ISubscriber Subscriber => _connection.GetSubscriber();

    // The client tries for the whole of its time-out where a connection is refused at once.
    private static async Task EnsureListeningAsync(RedisSettings settings, CancellationToken cancellationToken)
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await probe.ConnectAsync(settings.Options.EndPoints[0], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="isRepeatable">
    /// Whether it may be sent again after it was perhaps done. One that is not is sent again only where it surely was not.
    /// </param>
    /// <exception cref="RedisServerException">The server answers with an error.</exception>
    /// <exception cref="RedisConnectionException">The server is not there, also not after the retries.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<RedisResult> ExecuteAsync(bool isRepeatable, CancellationToken cancellationToken, string command, params object[] arguments)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _database.ExecuteAsync(command, arguments).WaitAsync(_settings.CommandTimeout, cancellationToken).ConfigureAwait(false);
            }
            catch (RedisConnectionException error) when (
                attempt <= _settings.MaxRetries && (isRepeatable || error.FailureType == ConnectionFailureType.UnableToResolvePhysicalConnection))
            {
                await Task.Delay(_backoff.After(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        _connection.Dispose();
    }
}
