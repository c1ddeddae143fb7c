using System.Text;
using System.Text.Json.Nodes;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Writes operations that are valid, as good as always, with the values of their variables, some of which are not.</summary>
internal sealed class OperationGenerator(Random random)
{
    private static readonly Schema Schema = ExecutionSchema.Types;

    private readonly StringBuilder _text = new();
    private readonly List<string> _definitions = [];
    private readonly JsonObject _variables = [];
    private readonly NamedType[] _fragments =
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => Schema.FindType(new[] { "A", "B", "C", "Named", "Tagged", "Any" }[random.Next(6)])!)];

    private readonly ObjectType _root = random.Next(8) == 0 ? Schema.Mutation! : Schema.Query;
    private int _aliases;
    private int _fields;

    public (string Document, JsonObject Variables) Generate()
    {
        WriteSelections(_root, 4, 0);
        for (var i = 0; i < _fragments.Length; i++)
        {
            _text.Append($"\nfragment F{i} on {_fragments[i].Name} ");
            WriteSelections(_fragments[i], 2, i + 1);
        }

        for (var i = 0; i < _fragments.Length; i++)
        {
            // Every fragment must be used.
            _text.Insert(1, $" a{_aliases++}: any {{ ...F{i} }} ");
        }

        return ($"{(_root == Schema.Query ? "query" : "mutation")}{(_definitions.Count > 0 ? $"({string.Join(", ", _definitions)})" : "")} {_text}", _variables);
    }

    /// <param name="nextFragment">The first fragment that may be spread: the others would make a cycle.</param>
    private void WriteSelections(NamedType type, int depth, int nextFragment)
    {
        _text.Append("{ ");
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            if (Chance(10)) _text.Append($"{(Chance(2) ? $"a{_aliases++}: " : "")}__typename{Directive()} ");
            else if (Chance(6) && type != _root && nextFragment < _fragments.Length) WriteSpread(type, nextFragment);
            else if (type is ComplexType complex && !Chance(type is InterfaceType ? 2 : 8)) WriteField(complex, depth, nextFragment);
            else if (depth > 0) WriteInlineFragment(type, depth, nextFragment);
            else _text.Append("__typename ");
        }

        _text.Append("} ");
    }

    private void WriteSpread(NamedType type, int nextFragment)
    {
        var index = random.Next(nextFragment, _fragments.Length);
        var isPossible = Schema.GetPossibleTypes(type).Intersect(Schema.GetPossibleTypes(_fragments[index])).Any();
        _text.Append(isPossible ? $"...F{index}{Directive()} " : "__typename ");
    }

    private void WriteInlineFragment(NamedType type, int depth, int nextFragment)
    {
        var possible = Schema.GetPossibleTypes(type);
        NamedType condition = type == _root ? type : Pick([.. possible, type, .. possible[0].Interfaces]);
        var isNamed = condition != type || Chance(2);
        _text.Append($"...{(isNamed ? $" on {condition.Name}" : "")}{Directive()} ");
        WriteSelections(isNamed ? condition : type, depth - 1, nextFragment);
    }

    private void WriteField(ComplexType type, int depth, int nextFragment)
    {
        var field = Pick(type.Fields);
        var isComposite = field.Type.Unwrapped is ComplexType or UnionType;
        if ((isComposite && depth <= 0) || _fields++ > 40)
        {
            _text.Append("__typename ");
            return;
        }

        // What has arguments gets a name of its own, or it would not merge with its like.
        var arguments = field.Arguments.Where(argument => argument.IsRequired || Chance(field.Arguments.Count > 3 ? 4 : 2)).ToArray();
        if (field.Arguments.Count > 0 || Chance(6)) _text.Append($"a{_aliases++}: ");
        _text.Append(field.Name);
        if (arguments.Length > 0) _text.Append('(').AppendJoin(", ", arguments.Select(argument => $"{argument.Name}: {Argument(argument)}")).Append(')');
        _text.Append(Directive()).Append(' ');
        if (isComposite) WriteSelections(field.Type.Unwrapped, depth - 1, nextFragment);
    }

    private string Directive()
    {
        if (!Chance(10)) return "";
        var name = Chance(2) ? "skip" : "include";
        if (Chance(2)) return $" @{name}(if: {(Chance(2) ? "true" : "false")})";
        var variable = $"v{_definitions.Count}";
        _definitions.Add(Chance(2) ? $"${variable}: Boolean!" : $"${variable}: Boolean! = true");
        if (Chance(2) || !_definitions[^1].EndsWith("true", StringComparison.Ordinal)) _variables[variable] = Chance(2);
        return $" @{name}(if: ${variable})";
    }

    private string Argument(InputValueDefinition argument)
    {
        if (!Chance(2)) return Literal(argument.Type, 2, argument.Name);

        var variable = $"v{_definitions.Count}";
        var type = argument.Type is NonNullType { OfType: var nullable } && (argument.DefaultValue is not null && Chance(2)) ? nullable : argument.Type;
        var hasDefault = Chance(3);
        _definitions.Add($"${variable}: {type}{(hasDefault ? $" = {Literal(type, 1, "")}" : "")}");
        if (Chance(4) && (hasDefault || type is not NonNullType)) return $"${variable}";
        _variables[variable] = Json(type, 2);
        return $"${variable}";
    }

    /// <param name="position">Only what is no default of a variable has variables in it.</param>
    private string Literal(GraphQLType type, int depth, string position)
    {
        if (position.Length > 0 && depth < 2 && Chance(8))
        {
            var variable = $"v{_definitions.Count}";
            _definitions.Add($"${variable}: {type}");
            if (type is NonNullType || !Chance(3)) _variables[variable] = Json(type, 1);
            return $"${variable}";
        }

        return type switch
        {
            NonNullType nonNull => Literal(nonNull.OfType, depth, ""),
            _ when Chance(8) => "null",
            ListType list => Chance(4) ? Literal(list.OfType, depth, "") : $"[{string.Join(" ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(list.OfType, depth - 1, position)))}]",
            EnumType choice => Pick(choice.Values).Name,
            InputObjectType input => $"{{ {string.Join(", ", FieldsOf(input, depth).Select(field => $"{field.Name}: {Literal(input.IsOneOf ? new NonNullType(field.Type) : field.Type, depth - 1, input.IsOneOf ? "" : position)}"))} }}",
            { Unwrapped.Name: "Int" } => Pick(["0", "-1", "7", "2147483647", "-2147483648"]),
            { Unwrapped.Name: "Float" } => Pick(["0", "2.5", "-1e3", "1.0", "12"]),
            { Unwrapped.Name: "Boolean" } => Pick(["true", "false"]),
            { Unwrapped.Name: "ID" } => Pick(["\"a\"", "5", "\"\"", "-5"]),
            { Unwrapped.Name: "Json" } => Pick(["1", "\"x\"", "[1, [true]]", "{ a: null, b: [{}] }"]),
            _ => Pick(["\"\"", "\"text\"", "\"\\u00e4 \\n \\\"\"", "\"\"\"\n  block\n    text\n\"\"\""]),
        };
    }

    private JsonNode? Json(GraphQLType type, int depth)
    {
        if (Chance(30)) return JsonNode.Parse(Pick(["1", "\"RED\"", "null", "{}", "[]", "1.5", "true", "2147483648", "[null]", "{\"x\":null}"]));
        return type switch
        {
            NonNullType nonNull => Json(nonNull.OfType, depth),
            _ when Chance(8) => null,
            ListType list => Chance(4) ? Json(list.OfType, depth) : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Json(list.OfType, depth - 1))]),
            EnumType choice => Pick(choice.Values).Name,
            InputObjectType input => new JsonObject(FieldsOf(input, depth).Select(field => KeyValuePair.Create(field.Name, Json(field.Type, depth - 1)))),
            { Unwrapped.Name: "Int" } => random.Next(-5, 5),
            { Unwrapped.Name: "Float" } => random.Next(-50, 50) / 4d,
            { Unwrapped.Name: "Boolean" } => Chance(2),
            { Unwrapped.Name: "ID" } => Chance(2) ? random.Next(100) : "id",
            { Unwrapped.Name: "Json" } => JsonNode.Parse(Pick(["1", "\"x\"", "[1,[true]]", "{\"a\":null,\"b\":[{}]}"])),
            _ => Pick(["", "text", "ä \n \"", "\u0000🎵"]),
        };
    }

    private InputValueDefinition[] FieldsOf(InputObjectType input, int depth) => input.IsOneOf
        ? [Pick([.. input.Fields.Where(field => depth > 0 || field.Type.Unwrapped is ScalarType)])]
        : [.. input.Fields.Where(field => field.IsRequired || (depth > 0 && Chance(3)))];

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
