using System.Collections.Concurrent;
using System.Globalization;

namespace MusicGraph.Dapr.Runtime.Bindings.Cron;

/// <summary>Waits for a schedule and tells each time it is due; a handler that is slow does not hold up the next.</summary>
internal sealed class CronReading : IAsyncDisposable
{
    // What one timer can wait for.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(20);

    private readonly CronSchedule _schedule;
    private readonly TimeProvider _time;
    private readonly Func<BindingEvent, CancellationToken, Task<bool>> _handler;
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public CronReading(CronSchedule schedule, TimeProvider time, Func<BindingEvent, CancellationToken, Task<bool>> handler)
    {
        _schedule = schedule;
        _time = time;
        _handler = handler;
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var handling in _running.Keys)
            await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var last = _time.GetUtcNow();
        while (_schedule.Next(last) is { } next)
        {
            while (next - _time.GetUtcNow() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait < s_longestWait ? wait : s_longestWait, _time, _stopping.Token).ConfigureAwait(false);
                if (wait < s_longestWait)
                    break; // Timers and clocks differ by a little; what was waited for counts.
            }

            Tell();

            // What was missed while the machine slept is not made up for.
            last = _time.GetUtcNow() is var now && now > next ? now : next;
        }
    }

    private void Tell()
    {
        var handling = _handler(
            new BindingEvent([], new Dictionary<string, string>
            {
                ["timeZone"] = _schedule.Zone.Id,
                ["readTimeUTC"] = _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF +0000 'UTC'", CultureInfo.InvariantCulture),
            }),
            _stopping.Token);
        _running[handling] = true;
        _ = handling.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
