using System.Globalization;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>Times as SQLite's CURRENT_TIMESTAMP writes them, which is what daprd keeps: UTC, to the second.</summary>
internal static class SqliteTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset FromText(string text)
        => DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
