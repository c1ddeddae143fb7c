using System.Globalization;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Redis;
using StackExchange.Redis;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary><c>pubsub.redis</c>: a stream per topic, a consumer group per consumer.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-redis-pubsub/. A message is an entry with the fields <c>data</c> and
/// <c>metadata</c>, as daprd writes and reads it. How long Redis keeps what it accepted is a matter of its <c>appendfsync</c>.
/// </remarks>
internal sealed class RedisPubSub : IPubSub
{
    private readonly RedisPubSubSettings _settings;
    private readonly RedisConnection _connection;
    private readonly StreamWatch _watch;
    private readonly ComponentContext _context;

    private RedisPubSub(RedisPubSubSettings settings, RedisConnection connection, RedisConnection watching, ComponentContext context)
    {
        _settings = settings;
        _connection = connection;
        _context = context;
        _watch = new StreamWatch(watching, context);
    }

    public IReadOnlyList<string> Capabilities { get; } = [];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the server cannot be reached.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var settings = RedisPubSubSettings.Read(context);
        var connection = await RedisConnection.OpenAsync(context, settings.Server, cancellationToken).ConfigureAwait(false);
        var watching = await RedisConnection.OpenAsync(context, settings.Server, cancellationToken).ConfigureAwait(false);
        return new RedisPubSub(settings, connection, watching, context);
    }

    public async Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
    {
        List<object> arguments = [topic];
        if (_settings.StreamTimeToLive > TimeSpan.Zero)
            arguments.AddRange(["MINID", "~", (_context.Time.GetUtcNow() - _settings.StreamTimeToLive).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)]);
        else if (_settings.MaxLenApprox > 0)
            arguments.AddRange(["MAXLEN", "~", _settings.MaxLenApprox]);
        arguments.AddRange(["*", "data", message.Data, "metadata", JsonSerializer.Serialize(message.Metadata)]);
        try
        {
            // Where it is not known whether the message came through it goes out again: at least once.
            await _connection.ExecuteAsync(isRepeatable: true, cancellationToken, "XADD", [.. arguments]).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new PubSubException(error.Message, error);
        }
    }

    public async Task<IAsyncDisposable> SubscribeAsync(PubSubSubscription subscription, PubSubHandler handler, CancellationToken cancellationToken)
    {
        var group = new StreamGroup(_connection, subscription, _settings);
        try
        {
            await group.CreateAsync(subscription.IsEphemeral ? "$" : "0", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new PubSubException(error.Message, error);
        }

        return new RedisSubscription(_settings, group, _watch, subscription, handler, _context);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
