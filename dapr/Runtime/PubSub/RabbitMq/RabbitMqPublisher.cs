using System.Globalization;
using MusicGraph.Dapr.Runtime.Components;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary>Publishes over one channel, which is made anew with its connection.</summary>
internal sealed class RabbitMqPublisher(RabbitMqSettings settings, RabbitMqConnection connection, ComponentContext context) : IAsyncDisposable
{
    // As daprd: publishMaxRetries in components-contrib, pubsub/rabbitmq/rabbitmq.go.
    private const int MaxAttempts = 3;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<string> _exchanges = new(StringComparer.Ordinal);
    private IChannel? _channel;

    /// <exception cref="PubSubException">The server did not accept the message.</exception>
    public async Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var channel = await ChannelAsync(topic, cancellationToken).ConfigureAwait(false);
                await channel.BasicPublishAsync(
                    topic, message.Metadata.GetValueOrDefault("routingKey") ?? "", mandatory: false, Properties(message), message.Data, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (error is RabbitMQClientException or IOException or ObjectDisposedException)
            {
                if (attempt == MaxAttempts)
                    throw new PubSubException(error.Message, error);
            }

            await Task.Delay(settings.ReconnectWait, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<IChannel> ChannelAsync(string topic, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_channel is not { IsOpen: true })
            {
                if (_channel is not null)
                    await _channel.DisposeAsync().ConfigureAwait(false);
                _channel = null;
                _exchanges.Clear();
                var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
                _channel = await open
                    .CreateChannelAsync(new CreateChannelOptions(settings.PublisherConfirm, settings.PublisherConfirm), cancellationToken)
                    .ConfigureAwait(false);
            }

            if (_exchanges.Add(topic))
            {
                await _channel
                    .ExchangeDeclareAsync(topic, settings.ExchangeKind, settings.Durable, settings.DeletedWhenUnused, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            }

            return _channel;
        }
        finally
        {
            _turn.Release();
        }
    }

    private BasicProperties Properties(PubSubMessage message)
    {
        var properties = new BasicProperties
        {
            ContentType = Metadata(message, "contentType") ?? "text/plain",
            DeliveryMode = settings.IsPersistent ? DeliveryModes.Persistent : DeliveryModes.Transient,
        };
        if ((message.TimeToLive ?? settings.TimeToLive) is { } ttl)
            properties.Expiration = ((long)ttl.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        if (byte.TryParse(message.Metadata.GetValueOrDefault("priority"), CultureInfo.InvariantCulture, out var priority))
            properties.Priority = priority;
        if (Metadata(message, "messageID") is { } id)
            properties.MessageId = id;
        if (Metadata(message, "correlationID") is { } correlation)
            properties.CorrelationId = correlation;
        if (Metadata(message, "type") is { } type)
            properties.Type = type;
        return properties;
    }

    private static string? Metadata(PubSubMessage message, string name)
        => message.Metadata.FirstOrDefault(item => item.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value : null;
}
