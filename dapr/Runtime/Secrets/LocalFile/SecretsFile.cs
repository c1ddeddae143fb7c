using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Secrets.LocalFile;

/// <summary>Reads secrets out of JSON.</summary>
internal static class SecretsFile
{
    /// <returns>The secrets' values by key, by the secret's name.</returns>
    /// <exception cref="JsonException">It is no JSON object, or two of its values come to have one name.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(byte[] json, string separator, bool multiValued)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("a JSON object is needed");

        var secrets = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        if (multiValued)
        {
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object)
                    secrets[property.Name] = Flatten(property.Value, separator);
                else if (property.Value.ValueKind == JsonValueKind.String)
                    secrets[property.Name] = One(property.Name, property.Value.GetString()!);
            }
        }
        else
        {
            foreach (var (name, value) in Flatten(document.RootElement, separator))
                secrets[name] = One(name, value);
        }

        return secrets;
    }

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private static Dictionary<string, string> Flatten(JsonElement element, string separator)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Visit(element, "");
        return values;

        void Visit(JsonElement value, string path)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in value.EnumerateObject())
                        Visit(property.Value, Join(path, property.Name));
                    break;
                case JsonValueKind.Array:
                    var index = 0;
                    foreach (var item in value.EnumerateArray())
                        Visit(item, Join(path, $"{index++}"));
                    break;
                default:
                    if (!values.TryAdd(path, value.ToString()))
                        throw new JsonException($"there are two values named '{path}'");
                    break;
            }
        }

        string Join(string path, string name) => path.Length == 0 ? name : path + separator + name;
    }
}
