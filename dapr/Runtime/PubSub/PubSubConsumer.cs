using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.PubSub;

/// <summary>Who an app is to a broker (<c>consumerID</c>).</summary>
/// <param name="IsEphemeral">Whether the id is made anew for every sidecar (<c>{uuid}</c>).</param>
internal sealed record PubSubConsumer(string Id, bool IsEphemeral)
{
    private const string Uuid = "{uuid}";
    private const string PodName = "{podName}";

    /// <summary>
    /// Fills in the templates. daprd does that as it reads a component; here, where sidecars share components, it is done for each sidecar.
    /// </summary>
    /// <remarks>dapr/dapr, <c>pkg/runtime/meta/meta.go</c>; the default is the app id (<c>pkg/runtime/processor/pubsub</c>).</remarks>
    /// <exception cref="DaprConfigurationException">It asks for a pod's name, and the sidecar has none.</exception>
    public static PubSubConsumer For(ComponentDefinition definition, SidecarOptions sidecar)
    {
        var template = definition.Metadata.GetValueOrDefault(PubSubMetadata.ConsumerId)?.Trim();
        if (string.IsNullOrEmpty(template))
            return new PubSubConsumer(sidecar.AppId, IsEphemeral: false);

        var id = template;
        while (id.IndexOf(Uuid, StringComparison.Ordinal) is >= 0 and var at)
            id = string.Concat(id.AsSpan(0, at), Guid.NewGuid().ToString(), id.AsSpan(at + Uuid.Length));
        if (id.Contains(PodName, StringComparison.Ordinal))
        {
            id = id.Replace(
                PodName,
                sidecar.PodName ?? throw definition.Error($"metadata field '{PubSubMetadata.ConsumerId}' refers to {PodName}, but POD_NAME is not set for app {sidecar.AppId}"),
                StringComparison.Ordinal);
        }

        id = id.Replace("{namespace}", $"{sidecar.Namespace}.{sidecar.AppId}", StringComparison.Ordinal)
            .Replace("{appID}", sidecar.AppId, StringComparison.Ordinal);
        return new PubSubConsumer(id, template.Contains(Uuid, StringComparison.Ordinal));
    }
}
