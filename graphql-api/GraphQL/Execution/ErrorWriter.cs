using System.Collections;
using System.Globalization;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Writes errors in the response format (section 7.1.2).</summary>
public static class ErrorWriter
{
    /// <summary>Writes the JSON array of errors.</summary>
    public static void WriteErrors(this ResultWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.WriteByte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            Write(writer, errors[i]);
        }

        writer.WriteByte((byte)']');
    }

    private static void Write(ResultWriter writer, GraphQLError error)
    {
        writer.WriteRaw("{\"message\":"u8);
        writer.Write(error.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            writer.WriteRaw(",\"locations\":["u8);
            for (var i = 0; i < locations.Count; i++)
            {
                writer.WriteRaw(i > 0 ? ",{\"line\":"u8 : "{\"line\":"u8);
                writer.Write(locations[i].Line);
                writer.WriteRaw(",\"column\":"u8);
                writer.Write(locations[i].Column);
                writer.WriteByte((byte)'}');
            }

            writer.WriteByte((byte)']');
        }

        if (error.Path is { } path)
        {
            writer.WriteRaw(",\"path\":"u8);
            writer.WriteJson(path);
        }

        if (error.Code is not null || error.Extensions is { Count: > 0 })
        {
            var extensions = new Dictionary<string, object?>();
            if (error.Code is not null) extensions["code"] = error.Code;
            foreach (var (name, value) in error.Extensions ?? new Dictionary<string, object?>()) extensions[name] = value;
            writer.WriteRaw(",\"extensions\":"u8);
            writer.WriteJson(extensions);
        }

        writer.WriteByte((byte)'}');
    }

    /// <summary>Writes plain data: null, strings, numbers, booleans, ids, lists and dictionaries of them; anything else as its text.</summary>
    internal static void WriteJson(this ResultWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteRaw("null"u8); break;
            case string text: writer.Write(text); break;
            case bool flag: writer.Write(flag); break;
            case int number: writer.Write(number); break;
            case long number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case decimal number: writer.Write(number); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(writer, map); break;
            case IEnumerable list: WriteList(writer, list); break;
            default: writer.Write(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteMap(ResultWriter writer, IReadOnlyDictionary<string, object?> map)
    {
        writer.WriteByte((byte)'{');
        var isFirst = true;
        foreach (var (name, value) in map)
        {
            if (!isFirst) writer.WriteByte((byte)',');
            isFirst = false;
            writer.Write(name);
            writer.WriteByte((byte)':');
            writer.WriteJson(value);
        }

        writer.WriteByte((byte)'}');
    }

    private static void WriteList(ResultWriter writer, IEnumerable list)
    {
        writer.WriteByte((byte)'[');
        var isFirst = true;
        foreach (var item in list)
        {
            if (!isFirst) writer.WriteByte((byte)',');
            isFirst = false;
            writer.WriteJson(item);
        }

        writer.WriteByte((byte)']');
    }
}
