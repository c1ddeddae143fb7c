using System.Globalization;
using MusicGraph.Dapr.Runtime.Components;
using RabbitMQ.Client;

namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary>The metadata of <c>pubsub.rabbitmq</c>.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-pubsub/setup-rabbitmq/; defaults as in components-contrib, <c>pubsub/rabbitmq/metadata.go</c>.</remarks>
internal sealed record RabbitMqSettings
{
    private static readonly string[] s_kinds = ["fanout", "topic", "direct", "headers", "x-consistent-hash"];

    public required ConnectionFactory Factory { get; init; }

    /// <summary>The server, without the password.</summary>
    public string Address => $"{Factory.Endpoint.HostName}:{Factory.Endpoint.Port}";

    public bool Durable { get; init; }

    public bool DeletedWhenUnused { get; init; } = true;

    public bool AutoAck { get; init; }

    public bool IsPersistent { get; init; }

    public bool RequeueInFailure { get; init; }

    public ushort PrefetchCount { get; init; }

    public bool PublisherConfirm { get; init; }

    /// <summary><c>concurrency</c>: one message after another, or several at a time.</summary>
    public bool IsSingle { get; init; }

    public required string ExchangeKind { get; init; }

    public bool EnableDeadLetter { get; init; }

    public long MaxLen { get; init; }

    public long MaxLenBytes { get; init; }

    public TimeSpan? TimeToLive { get; init; }

    public TimeSpan ReconnectWait { get; init; }

    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static RabbitMqSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        PubSubMetadata.ReadCommon(metadata);
        var ttl = metadata.Number("ttlInSeconds", 0);
        var settings = new RabbitMqSettings
        {
            Factory = ReadFactory(context),
            Durable = metadata.Flag("durable"),
            DeletedWhenUnused = string.IsNullOrEmpty(metadata.Optional("deletedWhenUnused")) || metadata.Flag("deletedWhenUnused"),
            AutoAck = metadata.Flag("autoAck"),
            IsPersistent = Between(context, "deliveryMode", 0, 2) == 2,
            RequeueInFailure = metadata.Flag("requeueInFailure"),
            PrefetchCount = (ushort)Between(context, "prefetchCount", 0, ushort.MaxValue),
            PublisherConfirm = metadata.Flag("publisherConfirm"),
            IsSingle = OneOf(context, "concurrency", "parallel", "single") == "single",
            ExchangeKind = OneOf(context, "exchangeKind", s_kinds),
            EnableDeadLetter = metadata.Flag("enableDeadLetter"),
            MaxLen = metadata.Number("maxLen", 0),
            MaxLenBytes = metadata.Number("maxLenBytes", 0),
            TimeToLive = ttl > 0 ? TimeSpan.FromSeconds(ttl) : null,
            ReconnectWait = TimeSpan.FromSeconds(metadata.Number("reconnectWaitSeconds", 3)),
        };
        metadata.EnsureAllRead();
        return settings;
    }

    private static ConnectionFactory ReadFactory(ComponentContext context)
    {
        var metadata = context.Metadata;
        var protocol = OneOf(context, "protocol", "amqp", "amqps");
        var address = metadata.Optional("connectionString", "host");
        var hostName = metadata.Optional("hostname");
        var factory = new ConnectionFactory
        {
            AutomaticRecoveryEnabled = false, // Who uses a connection knows what has to be declared on a new one.
            ClientProvidedName = metadata.Optional("clientName"),
            RequestedHeartbeat = metadata.Duration(TimeSpan.FromSeconds(10), "heartBeat"),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        };
        if (!string.IsNullOrEmpty(address))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
                throw context.Definition.Error("metadata field 'connectionString' is no address such as 'amqp://user:password@host:5672'");
            factory.Uri = uri;
        }
        else if (string.IsNullOrEmpty(hostName))
        {
            throw context.Definition.Error("metadata field 'connectionString' is missing");
        }
        else
        {
            factory.Uri = new Uri($"{protocol}://{hostName}");
        }

        if (metadata.Optional("username") is { Length: > 0 } user)
            factory.UserName = user;
        if (metadata.Optional("password") is { Length: > 0 } password)
            factory.Password = password;
        if (metadata.Flag("saslExternal"))
            throw context.Definition.Error("metadata field 'saslExternal' is true, but it is not supported");
        if (metadata.Optional("caCert", "clientCert", "clientKey") is { Length: > 0 })
            throw context.Definition.Error("metadata fields 'caCert', 'clientCert' and 'clientKey' are not supported: the machine's own certificates are trusted");
        return factory;
    }

    private static int Between(ComponentContext context, string name, int lowest, int highest)
        => context.Metadata.Number(name, lowest) is var number && number >= lowest && number <= highest
            ? number
            : throw context.Definition.Error(string.Create(CultureInfo.InvariantCulture, $"metadata field '{name}' is {number}, but must be between {lowest} and {highest}"));

    /// <summary>One of several words, the first where nothing is said.</summary>
    private static string OneOf(ComponentContext context, string name, params string[] allowed)
        => context.Metadata.Optional(name) switch
        {
            null or "" => allowed[0],
            var word when allowed.Contains(word, StringComparer.Ordinal) => word,
            var word => throw context.Definition.Error($"metadata field '{name}' is '{word}'; there are {string.Join(", ", allowed)}"),
        };
}
