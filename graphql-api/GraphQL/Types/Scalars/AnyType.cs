using System.Collections;
using System.Globalization;
using System.Text.Json;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types.Scalars;

/// <summary>
/// Any JSON: dictionaries, lists, <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> and null; results
/// may also be a <see cref="JsonElement"/>.
/// </summary>
public sealed class AnyType(string name = "Any") : ScalarType(name)
{
    public override bool TryParse(ValueNode literal, out object? value)
    {
        value = ToValue(literal);
        return true;
    }

    public override bool TryWrite(object value, ResultWriter writer)
    {
        var start = writer.Position;
        if (TryWriteValue(value, writer)) return true;
        writer.Position = start;
        return false;
    }

    private static object? ToValue(ValueNode literal) => literal switch
    {
        StringValueNode node => node.Value,
        EnumValueNode node => node.Value,
        BooleanValueNode node => node.Value,
        IntValueNode node when long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        IntValueNode node => double.Parse(node.Text, CultureInfo.InvariantCulture),
        FloatValueNode node => double.Parse(node.Text, CultureInfo.InvariantCulture),
        ListValueNode node => node.Items.Select(ToValue).ToList(),
        ObjectValueNode node => ToDictionary(node),
        _ => null,
    };

    private static Dictionary<string, object?> ToDictionary(ObjectValueNode node)
    {
        var values = new Dictionary<string, object?>(node.Fields.Count);
        foreach (var field in node.Fields) values[field.Name] = ToValue(field.Value);
        return values;
    }

    private static bool TryWriteValue(object? value, ResultWriter writer)
    {
        switch (value)
        {
            case null or JsonElement { ValueKind: JsonValueKind.Null }:
                writer.WriteRaw("null"u8);
                return true;
            case string text: return writer.Write(text);
            case bool truth: return writer.Write(truth);
            case int number: return writer.Write(number);
            case long number: return writer.Write(number);
            case double number: return double.IsFinite(number) && writer.Write(number);
            case decimal number: return writer.Write(number);
            case Guid guid: return writer.Write(guid);
            case DateTimeOffset moment: return writer.Write(moment);
            case DateOnly date: return writer.Write(date);
            case TimeOnly time: return writer.Write(time);
            case TimeSpan duration: return writer.Write(duration);
            case Uri uri: return writer.Write(uri);
            case JsonElement element: return writer.Write(element);
            case IReadOnlyDictionary<string, object?> map: return TryWriteObject(map, writer);
            case IEnumerable items: return TryWriteList(items, writer);
            default: return false;
        }
    }

    private static bool TryWriteObject(IReadOnlyDictionary<string, object?> map, ResultWriter writer)
    {
        writer.WriteRaw("{"u8);
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first) writer.WriteRaw(","u8);
            first = false;
            writer.Write(key);
            writer.WriteRaw(":"u8);
            if (!TryWriteValue(value, writer)) return false;
        }

        writer.WriteRaw("}"u8);
        return true;
    }

    private static bool TryWriteList(IEnumerable items, ResultWriter writer)
    {
        writer.WriteRaw("["u8);
        var first = true;
        foreach (var item in items)
        {
            if (!first) writer.WriteRaw(","u8);
            first = false;
            if (!TryWriteValue(item, writer)) return false;
        }

        writer.WriteRaw("]"u8);
        return true;
    }
}
