using System.Globalization;
using MusicGraph.Dapr.Runtime.Bindings.Cron;

namespace MusicGraph.Dapr.Runtime.Tests.Bindings;

/// <summary>https://docs.dapr.io/reference/components-reference/supported-bindings/cron/#schedule-format.</summary>
public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("30 * * * * *", "2026-03-04T10:00:30", "2026-03-04T10:01:30")]
    [InlineData("0 15 * * * *", "2026-03-04T10:15:00", "2026-03-04T11:15:00")]
    [InlineData("15 * * * *", "2026-03-04T10:15:00", "2026-03-04T11:15:00")]
    [InlineData("*/20 * * * * *", "2026-03-04T10:00:20", "2026-03-04T10:00:40")]
    [InlineData("0 30 3-6,20-23 * * *", "2026-03-04T20:30:00", "2026-03-04T21:30:00")]
    [InlineData("0 0 0 29 2 *", "2028-02-29T00:00:00", "2032-02-29T00:00:00")]
    [InlineData("0 0 12 * * MON-FRI", "2026-03-04T12:00:00", "2026-03-05T12:00:00")]
    [InlineData("0 0 0 1 jan,Jul ?", "2026-07-01T00:00:00", "2027-01-01T00:00:00")]
    [InlineData("0 0 0 13 * FRI", "2026-03-06T00:00:00", "2026-03-13T00:00:00")]
    [InlineData("10/25 0 0 * * *", "2026-03-05T00:00:10", "2026-03-05T00:00:35")]
    [InlineData("@hourly", "2026-03-04T11:00:00", "2026-03-04T12:00:00")]
    [InlineData("@daily", "2026-03-05T00:00:00", "2026-03-06T00:00:00")]
    [InlineData("@weekly", "2026-03-08T00:00:00", "2026-03-15T00:00:00")]
    [InlineData("@monthly", "2026-04-01T00:00:00", "2026-05-01T00:00:00")]
    [InlineData("@yearly", "2027-01-01T00:00:00", "2028-01-01T00:00:00")]
    [InlineData("@every 1h30m", "2026-03-04T11:30:00", "2026-03-04T13:00:00")]
    [InlineData("@every 10ms", "2026-03-04T10:00:01", "2026-03-04T10:00:02")]
    public void Next_FromTenOClock(string schedule, string first, string second)
    {
        var parsed = CronSchedule.Parse(schedule, TimeZoneInfo.Utc);
        var one = parsed.Next(new DateTimeOffset(2026, 3, 4, 10, 0, 0, 400, TimeSpan.Zero));
        var two = parsed.Next(one!.Value);

        Assert.Equal((first, second), (Text(one.Value), Text(two!.Value)));
    }

    [Fact]
    public void Next_InATimeZone_LeavesOutTheHourThatIsNotThere()
    {
        var schedule = CronSchedule.Parse("CRON_TZ=Europe/Berlin 0 30 2 * * *", TimeZoneInfo.Utc);

        // On 29 March 2026 clocks go from 2:00 to 3:00 there.
        var next = schedule.Next(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 3, 30, 2, 30, 0, TimeSpan.FromHours(2)), next);
    }

    [Fact]
    public void Next_ADayThatNeverComes_IsNone()
        => Assert.Null(CronSchedule.Parse("0 0 0 30 2 *", TimeZoneInfo.Utc).Next(DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("* * * * 13 *")]
    [InlineData("5-1 * * * * *")]
    [InlineData("*/0 * * * * *")]
    [InlineData("@sometimes")]
    [InlineData("@every now")]
    [InlineData("TZ=Nowhere/City * * * * *")]
    public void Parse_WhatIsNoSchedule_Fails(string schedule)
        => Assert.Throws<FormatException>(() => CronSchedule.Parse(schedule, TimeZoneInfo.Utc));

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
