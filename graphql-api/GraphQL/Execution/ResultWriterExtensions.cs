using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Writes values that are rare, beside those of <see cref="ResultWriter"/>; by the same rules.</summary>
public static class ResultWriterExtensions
{
    /// <summary>ISO 8601, such as <c>PT3M25.5S</c>.</summary>
    public static bool Write(this ResultWriter writer, TimeSpan value) => writer.Write(XmlConvert.ToString(value));

    public static bool Write(this ResultWriter writer, TimeSpan? value) => value is { } some && writer.Write(some);

    /// <summary>Hours, minutes and seconds.</summary>
    public static bool Write(this ResultWriter writer, TimeOnly value)
    {
        Span<char> text = stackalloc char[8];
        value.TryFormat(text, out var length, "HH:mm:ss", CultureInfo.InvariantCulture);
        writer.Write((ReadOnlySpan<char>)text[..length]);
        return true;
    }

    public static bool Write(this ResultWriter writer, TimeOnly? value) => value is { } some && writer.Write(some);

    /// <summary>Base64.</summary>
    public static bool Write(this ResultWriter writer, byte[]? value) => value is not null && writer.Write(Convert.ToBase64String(value));

    /// <summary>The element as it is; nothing for an undefined one and for null.</summary>
    public static bool Write(this ResultWriter writer, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return false;

        // The element may be written over several lines, which the transports that frame by lines would take for several.
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) value.WriteTo(json);
        writer.WriteRaw(text.GetBuffer().AsSpan(0, (int)text.Length));
        return true;
    }

    public static bool Write(this ResultWriter writer, JsonElement? value) => value is { } some && writer.Write(some);
}
