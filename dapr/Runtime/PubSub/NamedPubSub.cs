using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>A broker as one app sees it.</summary>
internal sealed class NamedPubSub
{
    private readonly IPubSub _broker;
    private readonly Policy? _policy;
    private readonly PubSubConsumer _consumer;
    private readonly string _topicPrefix;

    /// <exception cref="DaprConfigurationException">The consumer's name cannot be made.</exception>
    public NamedPubSub(ComponentDefinition definition, IPubSub broker, SidecarOptions sidecar, Policy? policy = null)
    {
        Name = definition.Name;
        Scopes = TopicScopes.For(definition, sidecar.AppId);
        _broker = broker;
        _policy = policy;
        _consumer = PubSubConsumer.For(definition, sidecar);

        // A component that speaks of {namespace} anywhere keeps the topics of namespaces apart (dapr/dapr, pkg/runtime/meta/meta.go).
        _topicPrefix = definition.Metadata.Values.Any(value => value.Contains("{namespace}", StringComparison.Ordinal)) ? sidecar.Namespace : "";
    }

    public string Name { get; }

    /// <summary>Which topics the app may use; whoever speaks for the app asks first.</summary>
    public TopicScopes Scopes { get; }

    /// <summary>Whether the broker itself drops messages whose time has run out.</summary>
    public bool HasTimeToLive => _broker.Capabilities.Contains(PubSubCapabilities.MessageTimeToLive);

    /// <inheritdoc cref="IPubSub.PublishAsync"/>
    public Task PublishAsync(string topic, PubSubMessage message, CancellationToken cancellationToken)
        => _policy is null
            ? _broker.PublishAsync(_topicPrefix + topic, message, cancellationToken)
            : PublishByPolicyAsync(_policy, _topicPrefix + topic, message, cancellationToken);

    /// <summary>Has the app's messages handled, as the subscription's metadata and batch ask for.</summary>
    /// <inheritdoc cref="IPubSub.SubscribeAsync"/>
    public Task<IAsyncDisposable> SubscribeAsync(
        string topic, PubSubBatch batch, IReadOnlyDictionary<string, string> metadata, PubSubHandler handler, CancellationToken cancellationToken)
        => _broker.SubscribeAsync(
            new PubSubSubscription(_topicPrefix + topic, _consumer.Id) { IsEphemeral = _consumer.IsEphemeral, Batch = batch, Metadata = metadata },
            handler,
            cancellationToken);

    /// <summary>Has the app's messages handled one by one; a message whose handler throws comes again as the broker has it.</summary>
    /// <inheritdoc cref="IPubSub.SubscribeAsync"/>
    public Task<IAsyncDisposable> SubscribeAsync(string topic, Func<PubSubMessage, CancellationToken, Task> handler, CancellationToken cancellationToken)
        => SubscribeAsync(
            topic,
            PubSubBatch.One,
            Empty.Metadata,
            async (messages, cancellation) =>
            {
                await handler(messages[0], cancellation).ConfigureAwait(false);
                return [true];
            },
            cancellationToken);

    private async Task PublishByPolicyAsync(Policy policy, string topic, PubSubMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await policy.ExecuteAsync(token => _broker.PublishAsync(topic, message, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ResilienceException error)
        {
            throw new PubSubException(error.Message, error);
        }
    }
}
