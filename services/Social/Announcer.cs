using MusicGraph.Contracts;

namespace MusicGraph.Social;

/// <summary>Tells others what was committed. That they cannot be told now is no reason to take it back.</summary>
internal sealed class Announcer(DaprClient dapr, ILogger<Announcer> logger)
{
    public async Task PublishAsync<T>(string topic, T @event)
    {
        try
        {
            await dapr.PublishEventAsync(Components.PubSub, topic, @event, CancellationToken.None);
        }
        catch (DaprException e)
        {
            logger.LogWarning(e, "An event for {Topic} could not be published", topic);
        }
    }
}
