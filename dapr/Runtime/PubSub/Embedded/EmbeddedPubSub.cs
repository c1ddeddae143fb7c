using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>
/// <c>pubsub.embedded</c>: a broker in a SQLite file, without a server. What was accepted is on disk, each consumer has its own position, and
/// both survive the process and the machine.
/// </summary>
/// <remarks>
/// Dapr has no durable broker that needs no server, so the type's name is our own, and one that Dapr will hardly give to something else:
/// a real daprd refuses it at once instead of reading the file as its own. There it is <c>pubsub.redis</c> or <c>pubsub.rabbitmq</c>.
/// Components with the same file are one broker.
/// </remarks>
internal sealed class EmbeddedPubSub : IPubSub
{
    private readonly EmbeddedBroker _broker;

    private EmbeddedPubSub(EmbeddedBroker broker) => _broker = broker;

    public IReadOnlyList<string> Capabilities { get; } = [PubSubCapabilities.MessageTimeToLive];

    /// <exception cref="DaprConfigurationException">The metadata is wrong or the file cannot be opened.</exception>
    public static EmbeddedPubSub Open(ComponentContext context)
    {
        var settings = EmbeddedSettings.Read(context);
        try
        {
            return new EmbeddedPubSub(EmbeddedBroker.Open(settings, context.Time, context.Logger));
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw context.Definition.Error($"the database {settings.Path} cannot be opened: {error.Message}", error);
        }
    }

    public Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
        => _broker.Writer.PublishAsync(topic, message, cancellationToken);

    public async Task<IAsyncDisposable> SubscribeAsync(PubSubSubscription subscription, PubSubHandler handler, CancellationToken cancellationToken)
    {
        var group = await _broker.Writer.JoinAsync(subscription, cancellationToken).ConfigureAwait(false);
        return new EmbeddedSubscription(_broker, group, subscription.Batch, handler);
    }

    public ValueTask DisposeAsync() => _broker.CloseAsync();
}
