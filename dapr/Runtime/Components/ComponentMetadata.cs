using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A component's metadata, read field by field; what nobody asked for is an error.</summary>
internal sealed partial class ComponentMetadata(ComponentDefinition definition)
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public string Required(string name)
        => Optional(name) is { Length: > 0 } value ? value : throw definition.Error($"metadata field '{name}' is missing");

    public string? Optional(params ReadOnlySpan<string> names)
    {
        string? found = null;
        foreach (var name in names)
        {
            _read.Add(name);
            if (found is null && definition.Metadata.TryGetValue(name, out var value))
                found = value;
        }

        return found;
    }

    public bool Flag(string name)
        => Optional(name) switch
        {
            null or "" => false,
            var text when bool.TryParse(text, out var flag) => flag,
            "1" => true,
            "0" => false,
            var text => throw definition.Error($"metadata field '{name}' is '{text}', which is neither true nor false"),
        };

    /// <summary>A Go duration such as <c>1m30s</c> or <c>250ms</c>, or a number of seconds.</summary>
    public TimeSpan Duration(TimeSpan fallback, params ReadOnlySpan<string> names)
    {
        var text = Optional(names);
        if (string.IsNullOrEmpty(text))
            return fallback;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);

        var match = GoDuration().Match(text);
        if (!match.Success)
            throw definition.Error($"metadata field '{names[0]}' is '{text}', which is no duration such as '20s'");

        var total = TimeSpan.Zero;
        for (var i = 0; i < match.Groups["number"].Captures.Count; i++)
        {
            var number = double.Parse(match.Groups["number"].Captures[i].Value, CultureInfo.InvariantCulture);
            total += match.Groups["unit"].Captures[i].Value switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                "s" => TimeSpan.FromSeconds(number),
                _ => TimeSpan.FromMilliseconds(number),
            };
        }

        return total;
    }

    /// <exception cref="DaprConfigurationException">There is a field that this component does not know.</exception>
    public void EnsureAllRead()
    {
        foreach (var name in definition.Metadata.Keys)
        {
            if (!_read.Contains(name))
                throw definition.Error($"metadata field '{name}' is not known");
        }
    }

    [GeneratedRegex(@"^(?:(?<number>\d+(?:\.\d+)?)(?<unit>ms|h|m|s))+$", RegexOptions.CultureInvariant)]
    private static partial Regex GoDuration();
}
