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
        metadata.Refuse("exchangeDeclareMode", "publishMessagePropertiesToMetadata");
        var ttl = metadata.Number("ttlInSeconds", 0);
        var settings = new RabbitMqSettings
        {
            Factory = ReadFactory(context),
            Durable = metadata.Flag("durable", fallback: true),
            DeletedWhenUnused = metadata.Flag("deletedWhenUnused", fallback: true),
            AutoAck = metadata.Flag("autoAck"),
            IsPersistent = Between(context, "deliveryMode", 0, 2) == 2,
            RequeueInFailure = metadata.Flag("requeueInFailure"),
            PrefetchCount = (ushort)Between(context, "prefetchCount", 0, ushort.MaxValue),
            PublisherConfirm = metadata.Flag("publisherConfirm"),
            IsSingle = OneOf(context, ["parallel", "single"], "concurrencyMode", "concurrency") == "single",
            ExchangeKind = OneOf(context, s_kinds, "exchangeKind"),
            EnableDeadLetter = metadata.Flag("enableDeadLetter"),
            MaxLen = metadata.Number("maxLen", 0),
            MaxLenBytes = metadata.Number("maxLenBytes", 0),
            TimeToLive = ttl > 0 ? TimeSpan.FromSeconds(ttl) : null,
            ReconnectWait = metadata.Duration(TimeSpan.FromSeconds(3), "reconnectWaitSeconds", "reconnectWait"),
        };
        metadata.EnsureAllRead();
        return settings;
    }

    private static ConnectionFactory ReadFactory(ComponentContext context)
    {
        var metadata = context.Metadata;
        var protocol = OneOf(context, ["amqp", "amqps"], "protocol");
        var address = metadata.Optional("connectionString", "host");
        var (hostName, user, password) = (metadata.Optional("hostname"), metadata.Optional("username"), metadata.Optional("password"));
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
            if (metadata.Optional("protocol") is { Length: > 0 } && uri.Scheme != protocol)
                throw context.Definition.Error($"metadata field 'protocol' is '{protocol}', but that of 'connectionString' is '{uri.Scheme}'");
            factory.Uri = uri;
        }
        else if (string.IsNullOrEmpty(hostName))
        {
            throw context.Definition.Error("metadata field 'connectionString' is missing");
        }
        else
        {
            factory.Uri = new Uri($"{protocol}://{hostName}");
            if (!string.IsNullOrEmpty(user))
                factory.UserName = user;
            if (!string.IsNullOrEmpty(password))
                factory.Password = password;
        }

        metadata.Refuse("saslExternal", "caCert", "clientCert", "clientKey");
        return factory;
    }

    private static int Between(ComponentContext context, string name, int lowest, int highest)
        => context.Metadata.Number(name, lowest) is var number && number >= lowest && number <= highest
            ? number
            : throw context.Definition.Error(string.Create(CultureInfo.InvariantCulture, $"metadata field '{name}' is {number}, but must be between {lowest} and {highest}"));

    /// <summary>One of several words, the first where nothing is said.</summary>
    private static string OneOf(ComponentContext context, string[] allowed, params ReadOnlySpan<string> names)
        => context.Metadata.Optional(names) switch
        {
            null or "" => allowed[0],
            var word when allowed.Contains(word, StringComparer.Ordinal) => word,
            var word => throw context.Definition.Error($"metadata field '{names[0]}' is '{word}'; there are {string.Join(", ", allowed)}"),
        };
}
