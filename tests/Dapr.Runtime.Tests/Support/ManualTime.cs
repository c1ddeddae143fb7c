namespace MusicGraph.Dapr.Runtime.Tests.Support;

/// <summary>A clock that stands still until it is moved; its timers are real but a hundred times as fast, so that no test waits for a back-off.</summary>
public sealed class ManualTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
