using System.Globalization;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A component's metadata, read field by field; what nobody asked for is an error.</summary>
internal sealed class ComponentMetadata(ComponentDefinition definition)
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

    /// <summary>A whole number.</summary>
    public int Number(string name, int fallback)
        => Optional(name) switch
        {
            null or "" => fallback,
            var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw definition.Error($"metadata field '{name}' is '{text}', which is no whole number"),
        };

    /// <summary>A Go duration such as <c>1m30s</c> or <c>250ms</c>, or a number of seconds.</summary>
    public TimeSpan Duration(TimeSpan fallback, params ReadOnlySpan<string> names)
    {
        var text = Optional(names);
        if (string.IsNullOrEmpty(text))
            return fallback;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);

        return GoDuration.TryParse(text, out var duration)
            ? duration
            : throw definition.Error($"metadata field '{names[0]}' is '{text}', which is no duration such as '20s'");
    }

    /// <exception cref="DaprConfigurationException">There is a field that this component does not know.</exception>
    public void EnsureAllRead()
    {
        foreach (var name in definition.Metadata.Keys)
        {
            if (!_read.Contains(name) && !IsDirection(name))
                throw definition.Error($"metadata field '{name}' is not known");
        }
    }

    // What a binding says of itself (https://docs.dapr.io/reference/api/bindings_api/#binding-direction-optional); what it can do is known.
    private bool IsDirection(string name)
        => definition.Type.StartsWith("bindings.", StringComparison.Ordinal) && name.Equals("direction", StringComparison.OrdinalIgnoreCase);
}
