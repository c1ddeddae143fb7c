namespace MusicGraph.Host.Output;

/// <summary>One line of the table of apps.</summary>
internal sealed record AppStatus(string Name, Uri Address, Uri Sidecar, bool Healthy);

/// <summary>The table of apps, their addresses and their health.</summary>
internal static class StatusTable
{
    public static string Format(IReadOnlyList<AppStatus> apps)
    {
        string[][] rows =
        [
            ["app", "address", "sidecar", "health"],
            .. apps.Select(app => new[] { app.Name, Short(app.Address), Short(app.Sidecar), app.Healthy ? "healthy" : "NOT HEALTHY" }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return string.Join(
            Environment.NewLine,
            rows.Select(row => "  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    private static string Short(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
