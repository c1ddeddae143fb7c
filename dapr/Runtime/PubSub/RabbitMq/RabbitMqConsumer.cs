using System.Globalization;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary>One consumption of a queue, from its declaration until its channel is lost or closed.</summary>
internal sealed class RabbitMqConsumer : IAsyncDisposable
{
    // What daprd leaves unlimited: a long queue must not end up in this process' memory.
    private const ushort DefaultPrefetch = 1000;

    // For how long the queue of a consumer that is one of a kind waits for its return.
    private static readonly TimeSpan s_ephemeralExpiry = TimeSpan.FromMinutes(10);

    private readonly Channel<RabbitMqDelivery> _deliveries = Channel.CreateUnbounded<RabbitMqDelivery>();
    private readonly IChannel _channel;
    private readonly string _queue;

    private RabbitMqConsumer(IChannel channel, string queue) => (_channel, _queue) = (channel, queue);

    /// <summary>What comes; completes when nothing more can.</summary>
    public ChannelReader<RabbitMqDelivery> Deliveries => _deliveries.Reader;

    /// <summary>Declares exchange and queue as daprd does and begins to consume.</summary>
    public static async Task<RabbitMqConsumer> OpenAsync(
        RabbitMqSettings settings, RabbitMqConnection connection, PubSubSubscription subscription, CancellationToken cancellationToken)
    {
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        var channel = await open.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            var queue = subscription.Metadata.GetValueOrDefault("queueName") is { Length: > 0 } name ? name : $"{subscription.Consumer}-{subscription.Topic}";
            await DeclareAsync(channel, settings, subscription, queue, cancellationToken).ConfigureAwait(false);
            var prefetch = settings.PrefetchCount > 0 ? settings.PrefetchCount : DefaultPrefetch;
            await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken).ConfigureAwait(false);
            var consumer = new RabbitMqConsumer(channel, queue);
            await consumer.ConsumeAsync(settings.AutoAck, cancellationToken).ConfigureAwait(false);
            return consumer;
        }
        catch
        {
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask AckAsync(RabbitMqDelivery delivery) => _channel.BasicAckAsync(delivery.Tag, multiple: false);

    public ValueTask NackAsync(RabbitMqDelivery delivery, bool requeue) => _channel.BasicNackAsync(delivery.Tag, multiple: false, requeue);

    public Task DeleteQueueAsync() => _channel.QueueDeleteAsync(_queue);

    /// <summary>Gives back to the queue what was not acknowledged.</summary>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private static async Task DeclareAsync(
        IChannel channel, RabbitMqSettings settings, PubSubSubscription subscription, string queue, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(
            subscription.Topic, settings.ExchangeKind, settings.Durable, settings.DeletedWhenUnused, cancellationToken: cancellationToken).ConfigureAwait(false);
        var arguments = Limits(settings);
        if (settings.EnableDeadLetter)
        {
            await DeclareDeadLettersAsync(channel, settings, queue, cancellationToken).ConfigureAwait(false);
            arguments["x-dead-letter-exchange"] = "dlx-" + queue;
        }

        arguments["x-queue-type"] = subscription.Metadata.GetValueOrDefault("queueType") is { Length: > 0 } type ? type : "classic";
        AddNumber(arguments, "x-max-priority", subscription, "maxPriority");
        AddNumber(arguments, "x-max-length", subscription, "maxLen");
        AddNumber(arguments, "x-max-length-bytes", subscription, "maxLenBytes");
        if (subscription.Metadata.TryGetValue("singleActiveConsumer", out var single) && bool.TryParse(single, out var isSingle) && isSingle)
            arguments["x-single-active-consumer"] = true;
        if (subscription.IsEphemeral)
            arguments["x-expires"] = (int)s_ephemeralExpiry.TotalMilliseconds;

        await channel.QueueDeclareAsync(
            queue, settings.Durable, exclusive: false, settings.DeletedWhenUnused, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var key in (subscription.Metadata.GetValueOrDefault("routingKey") ?? "").Split(','))
            await channel.QueueBindAsync(queue, subscription.Topic, key, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static async Task DeclareDeadLettersAsync(IChannel channel, RabbitMqSettings settings, string queue, CancellationToken cancellationToken)
    {
        var (exchange, letters) = ("dlx-" + queue, "dlq-" + queue);
        await channel.ExchangeDeclareAsync(exchange, "fanout", durable: true, settings.DeletedWhenUnused, cancellationToken: cancellationToken).ConfigureAwait(false);
        var arguments = Limits(settings);
        arguments["x-queue-mode"] = "lazy";
        await channel.QueueDeclareAsync(
            letters, durable: true, exclusive: false, settings.DeletedWhenUnused, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
        await channel.QueueBindAsync(letters, exchange, "", cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static Dictionary<string, object?> Limits(RabbitMqSettings settings)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (settings.MaxLen > 0)
            arguments["x-max-length"] = settings.MaxLen;
        if (settings.MaxLenBytes > 0)
            arguments["x-max-length-bytes"] = settings.MaxLenBytes;
        return arguments;
    }

    private static void AddNumber(Dictionary<string, object?> arguments, string name, PubSubSubscription subscription, string field)
    {
        if (subscription.Metadata.GetValueOrDefault(field) is not { Length: > 0 } text)
            return;

        arguments[name] = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new PubSubException($"the subscription's metadata '{field}' is '{text}', which is no number");
    }

    private async Task ConsumeAsync(bool autoAck, CancellationToken cancellationToken)
    {
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The client takes its buffer back when this returns.
            var message = new PubSubMessage(delivery.Body.ToArray()) { ContentType = delivery.BasicProperties.ContentType };
            _deliveries.Writer.TryWrite(new RabbitMqDelivery(delivery.DeliveryTag, message));
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) => CompleteAsync();
        _channel.ChannelShutdownAsync += (_, _) => CompleteAsync();
        await _channel.BasicConsumeAsync(_queue, autoAck, _queue, noLocal: false, exclusive: false, arguments: null, consumer, cancellationToken).ConfigureAwait(false);
    }

    private Task CompleteAsync()
    {
        _deliveries.Writer.TryComplete();
        return Task.CompletedTask;
    }
}
