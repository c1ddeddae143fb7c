using System.Text;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>Writes SDL documents that are valid schemas, with definitions of every kind in any order and some of them extended.</summary>
internal sealed class SchemaGenerator(Random random)
{
    private static readonly string[] Scalars = ["Int", "Float", "String", "Boolean", "ID"];

    private readonly List<string> _definitions = [];
    private readonly List<string> _leaves = [.. Scalars];
    private readonly List<string> _enums = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly Dictionary<string, (string[] Interfaces, Dictionary<string, Field> Fields)> _interfaces = [];

    private sealed record Field(string Type, string[] Arguments, string Deprecation);

    public string Generate()
    {
        for (var i = random.Next(3); i > 0; i--) AddScalar($"Scalar{i}");
        for (var i = random.Next(1, 4); i > 0; i--) AddEnum($"Enum{i}");
        for (var i = random.Next(1, 5); i > 0; i--) AddInput($"Input{i}");
        for (var i = random.Next(3); i > 0; i--) AddDirective($"directive{i}");
        var objects = Enumerable.Range(1, random.Next(2, 5)).Select(i => $"Object{i}").ToArray();
        for (var i = random.Next(4); i > 0; i--) AddInterface($"Interface{i}");
        _outputs.AddRange(objects);
        for (var i = random.Next(3); i > 0; i--) AddUnion($"Union{i}", objects);
        foreach (var name in objects) AddObject(name, Chance(2));
        AddRoots();
        return string.Join("\n\n", _definitions.OrderBy(_ => random.Next()));
    }

    private void AddRoots()
    {
        var isUsual = Chance(2);
        var names = isUsual ? new[] { "Query", "Mutation", "Subscription" } : ["Root", "Change", "Event"];
        var count = random.Next(1, 4);
        foreach (var name in names.Take(count)) AddObject(name, false);
        string[] kinds = ["query", "mutation", "subscription"];
        var roots = string.Join(' ', kinds.Take(count).Select((kind, i) => $"{kind}: {names[i]}"));
        if (!isUsual || Chance(3)) _definitions.Add($"{Description("")}schema {{ {roots} }}");
    }

    private void AddScalar(string name)
    {
        _definitions.Add($"{Description("")}scalar {name}{(Chance(2) ? " @specifiedBy(url: \"https://example.com/a?b=c\")" : "")}");
        _leaves.Add(name);
    }

    private void AddEnum(string name)
    {
        var values = Enumerable.Range(0, random.Next(1, 5)).Select(i => $"{name.ToUpperInvariant()}_{i}").ToArray();
        _definitions.Add($"{Description("")}enum {name} {{\n{string.Join('\n', values.Select(value => $"  {Description("  ")}{value}{Deprecation()}"))}\n}}");
        if (Chance(4)) _definitions.Add($"extend enum {name} {{ {name.ToUpperInvariant()}_MORE }}");
        _leaves.Add(name);
        _enums.Add(name);
    }

    private void AddInput(string name)
    {
        var isOneOf = Chance(4);
        var fields = new StringBuilder(isOneOf ? "  plain: Int\n" : "");
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            // A type may refer to itself and to others where a null or an empty list can end it.
            var type = Chance(4) ? Pick([name, $"[{name}!]", .. _inputs.Select(input => $"[{input}]")]) : InputType();
            if (isOneOf) type = type.TrimEnd('!');
            fields.Append($"  {(isOneOf ? $"{Description("  ")}f{i}: {type}{Deprecation()}" : Input($"f{i}", type))}\n");
        }

        _definitions.Add($"{Description("")}input {name}{(isOneOf ? " @oneOf" : "")} {{\n{fields}}}");
        if (Chance(5)) _definitions.Add($"extend input {name} {{ more: Int }}");
        _inputs.Add(name);
    }

    private void AddDirective(string name)
    {
        string[] locations = ["QUERY", "FIELD", "FRAGMENT_SPREAD", "VARIABLE_DEFINITION", "OBJECT", "FIELD_DEFINITION", "ENUM_VALUE", "INPUT_OBJECT"];
        var arguments = Enumerable.Range(0, random.Next(3)).Select(i => Input($"a{i}", InputType())).ToArray();
        _definitions.Add(
            $"{Description("")}directive @{name}{Arguments(arguments)}{(Chance(2) ? " repeatable" : "")} on "
            + string.Join(" | ", locations.Where(_ => Chance(3)).DefaultIfEmpty("FIELD")));
    }

    private void AddInterface(string name)
    {
        var (interfaces, fields) = Inherit();
        AddFields(fields, name);
        _interfaces.Add(name, (interfaces, fields));
        _outputs.Add(name);
        AddComplex("interface", name, interfaces, fields);
    }

    private void AddObject(string name, bool isExtended)
    {
        var (interfaces, fields) = Inherit();
        AddFields(fields, name);
        AddComplex("type", name, interfaces, fields);
        if (isExtended) _definitions.Add($"extend type {name} {{ more{name}: {OutputType()} }}");
    }

    /// <summary>Some interfaces with all that they implement, and their fields.</summary>
    private (string[] Interfaces, Dictionary<string, Field> Fields) Inherit()
    {
        var interfaces = _interfaces.Keys.Where(_ => Chance(2)).SelectMany(name => (string[])[name, .. _interfaces[name].Interfaces]).Distinct().ToArray();
        var fields = new Dictionary<string, Field>();
        foreach (var inherited in interfaces.SelectMany(name => _interfaces[name].Fields))
        {
            // Stricter results and more arguments are allowed, but what others inherit must fit both.
            if (fields.TryGetValue(inherited.Key, out var known) && known.Arguments.Length > inherited.Value.Arguments.Length) continue;
            var isChanged = Chance(4) && interfaces.Length == 1 && !inherited.Value.Type.EndsWith('!');
            fields[inherited.Key] = isChanged ? new($"{inherited.Value.Type}!", [.. inherited.Value.Arguments, "further: Int"], inherited.Value.Deprecation) : inherited.Value;
        }

        return (interfaces, fields);
    }

    private void AddFields(Dictionary<string, Field> fields, string owner)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var arguments = Enumerable.Range(0, Chance(2) ? 0 : random.Next(4)).Select(number => Input($"a{number}", InputType())).ToArray();
            fields[$"f{i}Of{owner}"] = new(OutputType(), arguments, Deprecation());
        }
    }

    private void AddComplex(string kind, string name, string[] interfaces, Dictionary<string, Field> fields)
    {
        var text = new StringBuilder($"{Description("")}{kind} {name}");
        if (interfaces.Length > 0) text.Append(" implements ").AppendJoin(" & ", interfaces);
        text.Append(" {\n");
        foreach (var (field, (type, arguments, deprecation)) in fields) text.Append($"  {Description("  ")}{field}{Arguments(arguments)}: {type}{deprecation}\n");
        _definitions.Add(text.Append('}').ToString());
    }

    private void AddUnion(string name, string[] objects)
    {
        _definitions.Add($"{Description("")}union {name} = {string.Join(" | ", objects.Where(_ => Chance(2)).DefaultIfEmpty(objects[0]))}");
        _outputs.Add(name);
    }

    private static string Arguments(string[] arguments) => arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})";

    private string Input(string name, string type)
    {
        var hasDefault = Chance(3) && !_inputs.Exists(type.Contains) && !type.Contains("Input", StringComparison.Ordinal);
        var deprecation = type.EndsWith('!') && !hasDefault ? "" : Deprecation();
        return $"{(Chance(8) ? "\"Short.\" " : "")}{name}: {type}{(hasDefault ? $" = {Literal(type)}" : "")}{deprecation}";
    }

    private string Literal(string type)
    {
        if (type.EndsWith('!')) return NonNull(type[..^1]);
        if (Chance(6)) return "null";
        return NonNull(type);
    }

    private string NonNull(string type) => type switch
    {
        ['[', .. var inner, ']'] => Chance(4) && inner is not ['[', ..] ? NonNull(inner.TrimEnd('!')) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(inner)))}]",
        "Int" => Pick(["0", "-7", "2147483647"]),
        "Float" => Pick(["0", "1.5", "-2e10"]),
        "Boolean" => "true",
        "ID" => Pick(["5", "\"x\""]),
        "String" => Pick(["\"\"", "\"a \\\"b\\\" \\u00e9\\n\"", "\"\"\"block \\\"\"\" text\"\"\""]),
        _ when _enums.Contains(type) => $"{type.ToUpperInvariant()}_0",
        _ => Pick(["1", "\"any\"", "{ a: [1, { b: null }] }"]),
    };

    private string InputType() => Wrapped(Pick([.. _leaves, .. _inputs]));

    private string OutputType() => Wrapped(Pick([.. _leaves, .. _outputs]));

    private string Wrapped(string type)
    {
        for (var i = random.Next(3); i > 0; i--) type = Chance(2) ? $"[{type}]" : type.EndsWith('!') ? type : $"{type}!";
        return type;
    }

    private string Deprecation() => Chance(8) ? Pick([" @deprecated", " @deprecated(reason: \"For \\\"reasons\\\".\")"]) : "";

    private string Description(string indentation)
    {
        if (!Chance(4)) return "";
        return Pick(["\"Words.\"", "\"\"\"Words\nin lines.\"\"\"", "\"\"\"\n  Indented\n    text, \\\"\"\" quoted.\n\"\"\"", "\"Ends with \\\"quotes\\\"\"", "\"Ünï 🎵 \\\\\"", "\"\""])
            + $"\n{indentation}";
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
