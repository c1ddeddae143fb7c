using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime;

/// <summary>Asks an app again and again whether it is well, and has what comes in for it started and stopped accordingly.</summary>
/// <remarks>As dapr/dapr, <c>pkg/apphealth/health.go</c>; an app is unwell until it was found well.</remarks>
/// <param name="start">Begins to bring the app what comes in; called again later where it failed.</param>
/// <param name="stop">Ends that, also where it was only half begun.</param>
internal sealed partial class AppHealth(
    AppHealthCheck check, AppChannel app, Func<Task> start, Func<Task> stop, TimeProvider time, ILogger logger)
{
    private static readonly Backoff s_untilWell = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));

    /// <summary>Starts once the app is well for the first time, as soon as it is.</summary>
    /// <exception cref="Exception">What comes in could not be started.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        app.IsWell = false;
        for (var attempt = 1; !await app.ProbeAsync(check, time, cancellationToken).ConfigureAwait(false); attempt++)
            await Task.Delay(s_untilWell.After(attempt), time, cancellationToken).ConfigureAwait(false);
        app.IsWell = true;
        await start().ConfigureAwait(false);
    }

    /// <summary>Stops and starts as the app's health changes.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        var isStarted = true;
        while (true)
        {
            await Task.Delay(check.ProbeInterval, time, cancellationToken).ConfigureAwait(false);
            failures = await app.ProbeAsync(check, time, cancellationToken).ConfigureAwait(false) ? 0 : failures + 1;
            if (failures == check.Threshold && app.IsWell)
            {
                LogUnwell(logger, app.AppId, failures);
                app.IsWell = isStarted = false;
                await stop().ConfigureAwait(false);
            }
            else if (failures == 0 && !isStarted)
            {
                app.IsWell = true;
                isStarted = await TryStartAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await start().ConfigureAwait(false);
            LogWell(logger, app.AppId);
            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotStarted(logger, error, app.AppId);
            await stop().ConfigureAwait(false);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} failed {Failures} health checks in a row: nothing is sent to it until it is well again.")]
    private static partial void LogUnwell(ILogger logger, string appId, int failures);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} is well again.")]
    private static partial void LogWell(ILogger logger, string appId);

    [LoggerMessage(Level = LogLevel.Error, Message = "App {AppId} is well again, but its subscriptions and input bindings could not be started.")]
    private static partial void LogNotStarted(ILogger logger, Exception error, string appId);
}
