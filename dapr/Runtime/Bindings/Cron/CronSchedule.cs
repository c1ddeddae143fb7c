using System.Globalization;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings.Cron;

/// <summary>When something is due: five or six fields, the first of six being seconds, or <c>@every 1h30m</c>, <c>@daily</c> and their like.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-bindings/cron/#schedule-format. As in robfig/cron: where day of month and day of
/// week are both restricted, either is enough; <c>CRON_TZ=</c> or <c>TZ=</c> before the fields names a time zone.
/// </remarks>
internal sealed class CronSchedule
{
    private const int LastYears = 5;

    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly TimeSpan? _every;
    private readonly CronField[] _fields;

    private CronSchedule(TimeZoneInfo zone, TimeSpan? every, CronField[] fields)
    {
        Zone = zone;
        _every = every;
        _fields = fields;
    }

    public TimeZoneInfo Zone { get; }

    /// <param name="zone">Where the schedule names none.</param>
    /// <exception cref="FormatException">It is no schedule.</exception>
    public static CronSchedule Parse(string text, TimeZoneInfo zone)
    {
        var rest = text.Trim();
        if (rest.StartsWith("TZ=", StringComparison.Ordinal) || rest.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var parts = rest.Split(' ', 2);
            var name = parts[0][(parts[0].IndexOf('=', StringComparison.Ordinal) + 1)..];
            zone = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : throw new FormatException($"time zone '{name}' is not known");
            rest = parts.Length > 1 ? parts[1].Trim() : "";
        }

        if (rest.StartsWith("@every ", StringComparison.Ordinal))
        {
            if (!GoDuration.TryParse(rest[7..].Trim(), out var every))
                throw new FormatException($"'{rest[7..].Trim()}' is no duration such as '15m'");

            // Whole seconds, and at least one of them.
            return new CronSchedule(zone, TimeSpan.FromSeconds(Math.Max(Math.Floor(every.TotalSeconds), 1)), []);
        }

        var fields = Expand(rest).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
            throw new FormatException($"five or six fields are needed, there are {fields.Length}");
        if (fields.Length == 5)
            fields = ["0", .. fields];
        return new CronSchedule(zone, null,
        [
            CronField.Parse(fields[0], 0, 59, []),
            CronField.Parse(fields[1], 0, 59, []),
            CronField.Parse(fields[2], 0, 23, []),
            CronField.Parse(fields[3], 1, 31, []),
            CronField.Parse(fields[4], 1, 12, s_months),
            CronField.Parse(fields[5], 0, 6, s_days),
        ]);
    }

    /// <summary>The first time after another; null where there is none within five years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (_every is { } every)
            return after + every - TimeSpan.FromTicks(after.Ticks % TimeSpan.TicksPerSecond);

        var local = TimeZoneInfo.ConvertTime(after, Zone).DateTime;
        var time = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified).AddSeconds(1);
        var last = time.Year + LastYears;
        while (time.Year <= last)
        {
            if (!_fields[4].Contains(time.Month))
                time = new DateTime(time.Year, time.Month, 1).AddMonths(1);
            else if (!IsDay(time))
                time = time.Date.AddDays(1);
            else if (!_fields[2].Contains(time.Hour))
                time = time.Date.AddHours(time.Hour + 1);
            else if (!_fields[1].Contains(time.Minute))
                time = time.Date.AddMinutes((time.Hour * 60) + time.Minute + 1);
            else if (!_fields[0].Contains(time.Second))
                time = time.AddSeconds(1);
            else if (Zone.IsInvalidTime(time))
                time = time.AddHours(1); // An hour that is left out when summer begins.
            else
                return new DateTimeOffset(time, Zone.GetUtcOffset(time));
        }

        return null;
    }

    private bool IsDay(DateTime time)
    {
        var (ofMonth, ofWeek) = (_fields[3].Contains(time.Day), _fields[5].Contains((int)time.DayOfWeek));
        return _fields[3].IsAny || _fields[5].IsAny ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    private static string Expand(string text) => text switch
    {
        "@yearly" or "@annually" => "0 0 0 1 1 *",
        "@monthly" => "0 0 0 1 * *",
        "@weekly" => "0 0 0 * * 0",
        "@daily" or "@midnight" => "0 0 0 * * *",
        "@hourly" => "0 0 * * * *",
        _ when text.StartsWith('@') => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not known")),
        _ => text,
    };
}
