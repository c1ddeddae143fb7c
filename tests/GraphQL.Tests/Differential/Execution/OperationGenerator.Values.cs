using System.Text.Json.Nodes;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>The part that writes arguments and variables.</summary>
internal sealed partial class OperationGenerator
{
    /// <summary>Defines a variable and returns its name.</summary>
    private string Define(string typeAndDefault)
    {
        var name = $"v{_names++}";
        if (Fault()) return name;
        _definitions.Add($"${name}: {(Fault() ? Pick(["String", "[Int]", "Boolean", "Color!"]) : typeAndDefault)}{(Chance(12) ? " @mark(name: \"v\")" : "")}");
        return name;
    }

    private string Argument(InputValueDefinition argument)
    {
        if (!Chance(2)) return Literal(argument.Type, 2, argument.Name);

        var type = argument.Type is NonNullType { OfType: var nullable } && argument.DefaultValue is not null && Chance(2) ? nullable : argument.Type;
        var hasDefault = Chance(3);
        var variable = Define($"{type}{(hasDefault ? $" = {Literal(type, 1, "")}" : "")}");
        if (!Chance(4) || (!hasDefault && type is NonNullType)) _variables[variable] = Json(type, 2);
        return $"${variable}";
    }

    /// <param name="position">Only what is no default of a variable has variables in it.</param>
    private string Literal(GraphQLType type, int depth, string position)
    {
        if (Fault()) return Pick(["1", "\"x\"", "null", "{}", "[]", "BROWN", "1.5", "true", "{ x: 1 }", "[null]", "99999999999", "{ text: \"a\", number: 1 }"]);
        if (position.Length > 0 && depth < 2 && Chance(8))
        {
            var variable = Define($"{type}");
            if (type is NonNullType || !Chance(3)) _variables[variable] = Json(type, 1);
            return $"${variable}";
        }

        return type switch
        {
            NonNullType nonNull => NonNull(nonNull.OfType, depth),
            _ when Chance(8) => "null",
            ListType list => Chance(4) ? Literal(list.OfType, depth, "") : $"[{string.Join(" ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(list.OfType, depth - 1, position)))}]",
            EnumType choice => Pick(choice.Values).Name,
            InputObjectType input => $"{{ {string.Join(", ", FieldsOf(input, depth).Select(field => $"{field.Name}: {Literal(input.IsOneOf ? new NonNullType(field.Type) : field.Type, depth - 1, input.IsOneOf ? "" : position)}"))} }}",
            { Unwrapped.Name: "Int" } => Pick(["0", "-1", "7", "2147483647", "-2147483648"]),
            { Unwrapped.Name: "Even" } => Pick(["0", "-2", "8"]),
            { Unwrapped.Name: "Float" } => Pick(["0", "2.5", "-1e3", "1.0", "12"]),
            { Unwrapped.Name: "Boolean" } => Pick(["true", "false"]),
            { Unwrapped.Name: "ID" } => Pick(["\"a\"", "5", "\"\"", "-5"]),
            { Unwrapped.Name: "Json" } => Pick(["1", "\"x\"", "[1, [true]]", "{ a: null, b: [{}] }"]),
            _ => Pick(["\"\"", "\"text\"", "\"\\u00e4 \\n \\\"\"", "\"\"\"\n  block\n    text\n\"\"\""]),
        };
    }

    private string NonNull(GraphQLType type, int depth)
    {
        string literal;
        do literal = Literal(type, depth, "");
        while (literal == "null" && !Fault());
        return literal;
    }

    private JsonNode? Json(GraphQLType type, int depth)
    {
        if (Chance(60)) return JsonNode.Parse(Pick(["1", "\"RED\"", "null", "{}", "[]", "1.5", "true", "2147483648", "[null]", "{\"x\":null}", "{\"text\":\"a\",\"number\":null}"]));
        return type switch
        {
            NonNullType nonNull => Json(nonNull.OfType, depth) ?? (Chance(20) ? null : Json(nonNull.OfType, depth)),
            _ when Chance(8) => null,
            ListType list => Chance(4) ? Json(list.OfType, depth) : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Json(list.OfType, depth - 1))]),
            EnumType choice => Pick(choice.Values).Name,
            InputObjectType input => new JsonObject(FieldsOf(input, depth).Select(field => KeyValuePair.Create(field.Name, Json(field.Type, depth - 1)))),
            { Unwrapped.Name: "Int" } => random.Next(-5, 5),
            { Unwrapped.Name: "Even" } => random.Next(-5, 5) * (Chance(20) ? 1 : 2),
            { Unwrapped.Name: "Float" } => random.Next(-50, 50) / 4d,
            { Unwrapped.Name: "Boolean" } => Chance(2),
            { Unwrapped.Name: "ID" } => Chance(2) ? random.Next(100) : "id",
            { Unwrapped.Name: "Json" } => JsonNode.Parse(Pick(["1", "\"x\"", "[1,[true]]", "{\"a\":null,\"b\":[{}]}"])),
            _ => Pick(["", "text", "ä \n \"", "\u0000🎵"]),
        };
    }

    private InputValueDefinition[] FieldsOf(InputObjectType input, int depth) => input.IsOneOf
        ? [Pick([.. input.Fields.Where(field => depth > 0 || field.Type.Unwrapped is ScalarType)])]
        : [.. input.Fields.Where(field => field.IsRequired ? !Fault() : depth > 0 && Chance(4))];
}
