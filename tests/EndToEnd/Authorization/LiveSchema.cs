using System.Text.Json;
using MusicGraph.EndToEnd.Clients;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>What the running gateway says of its schema.</summary>
internal sealed class LiveSchema
{
    private const string Introspection = """
        {
          __schema {
            types {
              name kind
              fields(includeDeprecated: true) { name args { name type { ...T } defaultValue } type { ...T } }
              inputFields { name type { ...T } }
              possibleTypes { name }
              interfaces { name }
            }
          }
        }
        fragment T on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }
        """;

    private LiveSchema(JsonElement schema) => Types = schema.GetProperty("types").EnumerateArray()
        .Where(type => !type.GetProperty("name").GetString()!.StartsWith("__", StringComparison.Ordinal))
        .Select(SchemaType.Of)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SchemaType> Types { get; }

    public static async Task<LiveSchema> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var guest = new ApiClient(address);
        return new LiveSchema((await guest.QueryAsync(Introspection, null, cancellationToken)).GetProperty("__schema"));
    }

    /// <summary>A selection that shows whether an object of a type is there, and which one; empty for a scalar.</summary>
    public string Selection(string typeName)
    {
        var type = Types[typeName];
        return type.Kind switch
        {
            "SCALAR" or "ENUM" => "",
            "UNION" or "INTERFACE" when type.Members.Any(member => Types[member].Interfaces.Contains("Node")) => "{ __typename ... on Node { id } }",
            "UNION" or "INTERFACE" => "{ __typename }",
            _ when type.Fields.ContainsKey("nodes") => $"{{ nodes {Selection(type.Fields["nodes"].Type)} }}",
            _ when type.Fields.TryGetValue("errors", out var errors) =>
                $"{{ {string.Join(' ', type.Fields.Values.Where(field => field != errors).Select(field => $"{field.Name} {Selection(field.Type)}"))} errors {{ __typename ... on Error {{ message }} }} }}",
            _ when type.Fields.ContainsKey("id") => "{ id }",
            _ => $"{{ __typename {string.Join(' ', type.Fields.Values.Where(field => field.Arguments.Count == 0 && Selection(field.Type).Length == 0).Select(field => field.Name))} }}",
        };
    }
}

/// <param name="Members">The object types of a union or interface.</param>
/// <param name="Inputs">The fields of an input object.</param>
internal sealed record SchemaType(
    string Name,
    string Kind,
    IReadOnlyDictionary<string, SchemaField> Fields,
    IReadOnlyList<string> Members,
    IReadOnlyList<string> Interfaces,
    IReadOnlyList<SchemaArgument> Inputs)
{
    public static SchemaType Of(JsonElement type) => new(
        type.GetProperty("name").GetString()!,
        type.GetProperty("kind").GetString()!,
        Items(type, "fields").Select(field => new SchemaField(
            field.GetProperty("name").GetString()!,
            NameOf(field.GetProperty("type")),
            [.. Items(field, "args").Select(SchemaArgument.Of)])).ToDictionary(field => field.Name, StringComparer.Ordinal),
        [.. Items(type, "possibleTypes").Select(member => member.GetProperty("name").GetString()!)],
        [.. Items(type, "interfaces").Select(member => member.GetProperty("name").GetString()!)],
        [.. Items(type, "inputFields").Select(SchemaArgument.Of)]);

    public static string NameOf(JsonElement type) =>
        type.GetProperty("name").GetString() is { } name ? name : NameOf(type.GetProperty("ofType"));

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}

/// <param name="Type">The name of its type, whatever list or non-null is around it.</param>
internal sealed record SchemaField(string Name, string Type, IReadOnlyList<SchemaArgument> Arguments)
{
    public bool HasRequiredArguments => Arguments.Any(argument => argument.IsRequired);
}

internal sealed record SchemaArgument(string Name, string Type, bool IsRequired)
{
    public static SchemaArgument Of(JsonElement argument) => new(
        argument.GetProperty("name").GetString()!,
        SchemaType.NameOf(argument.GetProperty("type")),
        argument.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL"
            && (!argument.TryGetProperty("defaultValue", out var value) || value.ValueKind == JsonValueKind.Null));
}
