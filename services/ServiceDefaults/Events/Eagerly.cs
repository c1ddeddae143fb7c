using Microsoft.Extensions.Logging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.ServiceDefaults.Events;

/// <summary>
/// Does at once what the handler of an event would do a moment later, so that who wrote something finds it where they look next. The
/// event comes in any case: what fails here, or is not reached because the process is killed, is only late.
/// </summary>
public sealed class Eagerly(ILogger<Eagerly> logger)
{
    /// <param name="handle">Does no harm when it is done twice.</param>
    public async Task HandleAsync<TEvent>(TEvent @event, Func<TEvent, CancellationToken, Task> handle)
    {
        try
        {
            // What is told is written; that the caller is gone changes nothing.
            await handle(@event, CancellationToken.None);
        }
        catch (Exception e) when (e is DaprException or ContentionException)
        {
            logger.LogWarning(e, "What follows from {Event} is left to its handler", @event);
        }
    }
}
