using System.Globalization;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>A component's metadata, read field by field; what nobody asked for is an error.</summary>
internal sealed class ComponentMetadata(ComponentDefinition definition)
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="names">The field's name, and others that Dapr takes for it.</param>
    public string Required(params ReadOnlySpan<string> names)
        => Optional(names) is { Length: > 0 } value ? value : throw definition.Error($"metadata field '{names[0]}' is missing");

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

    /// <summary>The words are Dapr's (dapr/kit, <c>utils/isTruthy.go</c>) and their opposites; it takes any other text as false, this tells it.</summary>
    public bool Flag(string name, bool fallback = false)
        => Optional(name) is { Length: > 0 } text
            ? Truth(text) ?? throw definition.Error($"metadata field '{name}' is '{text}', which is neither true nor false")
            : fallback;

    /// <summary>Fields that Dapr knows and that would have an effect there; here one that is set, and not to false, is told.</summary>
    /// <exception cref="DaprConfigurationException">One is set.</exception>
    public void Refuse(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Optional(name) is { Length: > 0 } text && Truth(text) != false)
                throw definition.Error($"metadata field '{name}' is not supported");
        }
    }

    /// <summary>Fields that Dapr knows and that have no effect, there or here.</summary>
    public void Ignore(params ReadOnlySpan<string> names) => Optional(names);

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
            if (!_read.Contains(name))
                throw definition.Error($"metadata field '{name}' is not known");
        }
    }

    private static bool? Truth(string text) => text.ToLowerInvariant() switch
    {
        "true" or "t" or "yes" or "y" or "on" or "1" => true,
        "false" or "f" or "no" or "n" or "off" or "0" => false,
        _ => null,
    };
}
