using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Durations as Go writes them, which Dapr's files hold: <c>1m30s</c>, <c>250ms</c>.</summary>
/// <remarks>https://pkg.go.dev/time#ParseDuration.</remarks>
internal static partial class GoDuration
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
            return true;
        var match = Form().Match(text ?? "");
        if (!match.Success)
            return false;

        for (var i = 0; i < match.Groups["number"].Captures.Count; i++)
        {
            var number = double.Parse(match.Groups["number"].Captures[i].Value, CultureInfo.InvariantCulture);
            duration += match.Groups["unit"].Captures[i].Value switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                "s" => TimeSpan.FromSeconds(number),
                "ms" => TimeSpan.FromMilliseconds(number),
                "ns" => TimeSpan.FromMicroseconds(number / 1000),
                _ => TimeSpan.FromMicroseconds(number),
            };
        }

        if (match.Groups["sign"].Value == "-")
            duration = -duration;
        return true;
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?:(?<number>\d+(?:\.\d*)?|\.\d+)(?<unit>ns|us|µs|ms|h|m|s))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
