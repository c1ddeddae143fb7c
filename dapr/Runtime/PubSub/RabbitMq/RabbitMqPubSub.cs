using MusicGraph.Dapr.Runtime.Components;
using RabbitMQ.Client.Exceptions;

namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary><c>pubsub.rabbitmq</c>: an exchange per topic, a queue <c>consumerID-topic</c> per consumer.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-rabbitmq/. Only with <c>publisherConfirm</c>, <c>durable</c> and
/// <c>deliveryMode</c> 2 is what was accepted on disk, and only with <c>requeueInFailure</c> does a message come again that was not handled:
/// Dapr's defaults are otherwise.
/// </remarks>
internal sealed class RabbitMqPubSub : IPubSub
{
    private readonly RabbitMqSettings _settings;
    private readonly RabbitMqConnection _connection;
    private readonly RabbitMqPublisher _publisher;
    private readonly ComponentContext _context;

    private RabbitMqPubSub(RabbitMqSettings settings, RabbitMqConnection connection, ComponentContext context)
    {
        _settings = settings;
        _connection = connection;
        _context = context;
        _publisher = new RabbitMqPublisher(settings, connection, context);
    }

    public IReadOnlyList<string> Capabilities { get; } = [PubSubCapabilities.MessageTimeToLive];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the server cannot be reached.</exception>
    public static async Task<IComponent> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var settings = RabbitMqSettings.Read(context);
        var connection = new RabbitMqConnection(settings, context.Logger);
        context.Server = $"RabbitMQ at {settings.Address}";
        try
        {
            await connection.GetAsync(cancellationToken).ConfigureAwait(false);
            return new RabbitMqPubSub(settings, connection, context);
        }
        catch (BrokerUnreachableException error)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw error.InnerException is AuthenticationFailureException refusal
                ? context.Definition.Error($"{context.Server} refuses metadata field 'connectionString': {refusal.Message}", error)
                : context.Definition.Error($"{context.Server} cannot be reached: {error.GetBaseException().Message}", error);
        }
    }

    public Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
        => _publisher.PublishAsync(topic, message, cancellationToken);

    public async Task<IAsyncDisposable> SubscribeAsync(PubSubSubscription subscription, PubSubHandler handler, CancellationToken cancellationToken)
    {
        try
        {
            var consumer = await RabbitMqConsumer.OpenAsync(_settings, _connection, subscription, cancellationToken).ConfigureAwait(false);
            return new RabbitMqSubscription(_settings, _connection, subscription, handler, consumer, _context);
        }
        catch (Exception error) when (error is RabbitMQClientException or IOException)
        {
            throw new PubSubException($"RabbitMQ refuses the subscription of {subscription.Consumer} to {subscription.Topic}: {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
