using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings.Cron;

/// <summary><c>bindings.cron</c>: an event without data whenever its schedule is due.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-bindings/cron/.</remarks>
internal sealed class CronBinding(CronSchedule schedule, TimeProvider time) : IInputBinding
{
    public IReadOnlyList<string> Capabilities { get; } = ["INPUT_BINDING"];

    public static CronBinding Open(ComponentContext context)
    {
        var text = context.Metadata.Required("schedule");
        BindingDirections.ReadCommon(context.Metadata);
        context.Metadata.EnsureAllRead();
        try
        {
            return new CronBinding(CronSchedule.Parse(text, TimeZoneInfo.Local), context.Time);
        }
        catch (FormatException error)
        {
            throw context.Definition.Error($"metadata field 'schedule' is '{text}', which is no schedule: {error.Message}", error);
        }
    }

    public IAsyncDisposable Read(Func<BindingEvent, CancellationToken, Task<bool>> handler) => new CronReading(schedule, time, handler);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
