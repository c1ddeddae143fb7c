using System.Text;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>Writes documents for a schema: mostly valid, with a wrong name, type or value here and there.</summary>
internal sealed class DocumentGenerator(Schema schema, Random random)
{
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, NamedType Type)> _fragments = [];
    private readonly List<(string Name, string Type)> _variables = [];
    private int _fields;

    public string Generate()
    {
        for (var index = random.Next(4); index > 0; index--) _fragments.Add(($"F{index}", Pick(Composites())));
        var operations = random.Next(8) == 0 ? 2 : 1;
        for (var index = 0; index < operations; index++)
        {
            _variables.Clear();
            var start = _text.Length;
            WriteSelections(schema.Query, 3);
            var kind = Chance(12) ? Pick(["mutation", "subscription"]) : "query";
            var definitions = string.Join(", ", _variables.DistinctBy(variable => Chance(20) ? "" : variable.Name).Select(variable =>
                $"${variable.Name}: {variable.Type}{(Chance(5) ? " = 1" : "")}"));
            var name = Chance(10) ? "" : $" Q{random.Next(10)}";
            _text.Insert(start, $"{kind}{name}{(definitions.Length > 0 ? $"({definitions})" : "")} ");
        }

        foreach (var (name, type) in _fragments)
        {
            _text.Append($"\nfragment {name} on {type.Name} ");
            WriteSelections(type, 2);
        }

        return _text.ToString();
    }

    private void WriteSelections(NamedType type, int depth)
    {
        _text.Append("{ ");
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            if (Chance(8) && _fragments.Count > 0) _text.Append($"...{Pick(_fragments).Name}{Directive()} ");
            else if ((Chance(6) || type is UnionType) && depth > 0) WriteInlineFragment(type, depth);
            else if (type is ComplexType complex) WriteField(complex, depth);
            else _text.Append("__typename ");
        }

        _text.Append("} ");
    }

    private void WriteInlineFragment(NamedType type, int depth)
    {
        var possible = schema.GetPossibleTypes(type);
        NamedType condition = Chance(10) || possible.Count == 0 ? Pick(Composites()) : Pick(possible);
        _text.Append(Chance(6) ? "... " : $"... on {condition.Name} ");
        WriteSelections(condition, depth - 1);
    }

    private void WriteField(ComplexType type, int depth)
    {
        if (Chance(40)) _text.Append("wrong ");
        var field = Pick(type.Fields);
        var isComposite = field.Type.Unwrapped is ComplexType or UnionType;
        if ((isComposite && depth == 0) || _fields++ > 60)
        {
            _text.Append("__typename ");
            return;
        }

        if (Chance(6)) _text.Append($"{Pick(["a", "b", "name"])}: ");
        _text.Append(field.Name);
        var arguments = field.Arguments.Where(argument => argument.IsRequired ? !Chance(15) : Chance(2)).ToArray();
        if (arguments.Length > 0)
        {
            _text.Append('(').AppendJoin(", ", arguments.Select(argument => $"{(Chance(30) ? "wrong" : argument.Name)}: {Value(argument.Type, 2)}")).Append(')');
        }

        _text.Append(Directive()).Append(' ');
        if (isComposite ? !Chance(30) : Chance(40)) WriteSelections(field.Type.Unwrapped, depth - 1);
    }

    private string Directive()
    {
        if (!Chance(12)) return "";
        return Pick([" @skip(if: true)", " @include(if: false)", " @onField", " @onFragment", " @many @many", " @unknown", " @required", " @skip(if: 1)"]);
    }

    private string Value(GraphQLType type, int depth)
    {
        if (Chance(6))
        {
            var variable = $"v{random.Next(5)}";
            _variables.Add((variable, Chance(6) ? "String" : type.ToString()!));
            return $"${variable}";
        }

        if (Chance(20)) return Pick(["1", "\"x\"", "null", "{}", "[]", "BROWN", "1.5", "true"]);
        return type switch
        {
            NonNullType nonNull => Value(nonNull.OfType, depth),
            _ when Chance(10) => "null",
            ListType list => Chance(3) ? Value(list.OfType, depth) : $"[{Value(list.OfType, depth)} {Value(list.OfType, depth)}]",
            EnumType enumType => Pick(enumType.Values).Name,
            InputObjectType input => ObjectValue(input, depth),
            { Unwrapped.Name: "Int" } => Chance(15) ? "99999999999" : "3",
            { Unwrapped.Name: "Float" } => "2.5",
            { Unwrapped.Name: "Boolean" } => "false",
            _ => "\"text\"",
        };
    }

    private string ObjectValue(InputObjectType input, int depth)
    {
        var fields = input.Fields.Where(field => field.IsRequired ? !Chance(15) : depth > 0 && Chance(3)).ToList();
        if (input.IsOneOf && !Chance(5)) fields = [Pick(input.Fields)];
        var values = fields.Select(field => $"{(Chance(30) ? "wrong" : field.Name)}: {Value(field.Type, depth - 1)}");
        return fields.Count == 0 ? "{}" : $"{{ {string.Join(", ", values)} }}";
    }

    private List<NamedType> Composites() => [.. schema.Types.Where(type => type is ComplexType or UnionType && !type.Name.StartsWith("__"))];

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
