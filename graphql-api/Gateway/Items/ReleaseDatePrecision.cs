namespace MusicGraph.Gateway.Items;

/// <summary>How exactly a release date is known.</summary>
public enum ReleaseDatePrecision
{
    Year,
    Month,
    Day,
}

internal static class ReleaseDates
{
    /// <summary>Null where the date is not known at all.</summary>
    public static ReleaseDatePrecision? PrecisionOf(string? date) => date?.Length switch
    {
        null => null,
        4 => ReleaseDatePrecision.Year,
        7 => ReleaseDatePrecision.Month,
        _ => ReleaseDatePrecision.Day,
    };
}
