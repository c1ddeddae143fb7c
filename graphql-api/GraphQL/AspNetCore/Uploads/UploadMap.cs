using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MusicGraph.GraphQL.AspNetCore.Uploads;

/// <summary>Says where in the operations the files of a multipart request belong: <c>{ "0": ["variables.file"] }</c>.</summary>
internal sealed class UploadMap
{
    private readonly List<(string File, string Path)> _entries = [];

    private UploadMap()
    {
    }

    /// <summary>Whether a part of the request is one of the files.</summary>
    public bool Contains(string file) => _entries.Exists(entry => entry.File == file);

    /// <param name="maxEntries">The most places for files.</param>
    /// <exception cref="UploadException">It is no such map.</exception>
    public static UploadMap Parse(ReadOnlyMemory<byte> json, int maxEntries)
    {
        var map = new UploadMap();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new UploadException("HC0043", "The 'map' must be an object.");
            foreach (var file in document.RootElement.EnumerateObject())
            {
                if (file.Value.ValueKind != JsonValueKind.Array || file.Value.GetArrayLength() == 0)
                    throw new UploadException("HC0037", $"The 'map' has no list of paths for '{file.Name}'.");
                foreach (var path in file.Value.EnumerateArray())
                {
                    if (path.ValueKind != JsonValueKind.String) throw new UploadException("HC0041", "A path of the 'map' must be a string.");
                    map._entries.Add((file.Name, path.GetString()!));
                    if (map._entries.Count > maxEntries) throw new UploadException("HC0010", $"The request has more than {maxEntries} files.");
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UploadException("HC0043", "The 'map' is not valid JSON.");
        }

        return map;
    }

    /// <summary>Puts the number of its file in the place of every null that a path names.</summary>
    /// <param name="numbers">The files that came, by their names in the request.</param>
    /// <exception cref="UploadException">A path names no null, or a file that did not come.</exception>
    public byte[] Apply(ReadOnlyMemory<byte> operations, IReadOnlyDictionary<string, int> numbers)
    {
        var places = new SortedDictionary<int, int>();
        foreach (var (file, path) in _entries)
        {
            if (!numbers.TryGetValue(file, out var number)) throw new UploadException("HC0038", $"The file '{file}' is missing.");
            places[FindNull(operations.Span, path)] = number;
        }

        var result = new List<byte>(operations.Length);
        var position = 0;
        foreach (var (start, number) in places)
        {
            result.AddRange(operations.Span[position..start]);
            result.AddRange(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            position = start + "null".Length;
        }

        result.AddRange(operations.Span[position..]);
        return [.. result];
    }

    private static int FindNull(ReadOnlySpan<byte> json, string path)
    {
        var steps = path.Split('.');
        if (steps[0] != "variables" && (steps.Length < 2 || steps[1] != "variables"))
            throw new UploadException("HC0042", $"The path '{path}' does not start with 'variables'.");
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            foreach (var step in steps)
            {
                if (!TryEnter(ref reader, step)) throw new UploadException("HC0039", $"The path '{path}' names nothing of the operations.");
            }

            return reader.TokenType == JsonTokenType.Null
                ? (int)reader.TokenStartIndex
                : throw new UploadException("HC0040", $"The path '{path}' must name a null.");
        }
        catch (JsonException)
        {
            throw new UploadException("HC0011", "The 'operations' are not valid JSON.");
        }
    }

    private static bool TryEnter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            if (!int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (index-- == 0) return true;
                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStep = reader.ValueTextEquals(step);
            reader.Read();
            if (isStep) return true;
            reader.Skip();
        }

        return false;
    }
}

/// <summary>Says what is wrong with a multipart request, for the client.</summary>
/// <param name="code">As HotChocolate has it.</param>
internal sealed class UploadException(string code, string message, bool isTooLarge = false) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Whether the request is well-formed, but larger than allowed.</summary>
    public bool IsTooLarge { get; } = isTooLarge;
}
