using System.Text;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>Writes what generated code added to a schema in SDL.</summary>
internal static class SchemaText
{
    public static string Of(Schema schema)
    {
        var text = new StringBuilder();
        foreach (var type in schema.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            if (type.Description is { } description && type is not ScalarType) text.Append($"\"{description}\"\n");
            switch (type)
            {
                case EnumType enumType:
                    Block(text, $"enum {type.Name}", enumType.Values.Select(value => Described(value.Description, value.Name)));
                    break;
                case UnionType union:
                    text.Append($"union {type.Name} = {string.Join(" | ", union.Members)}\n");
                    break;
                case InputObjectType input:
                    Block(text, $"input {type.Name}", input.Fields.Select(Input));
                    break;
                case ComplexType complex:
                    var interfaces = complex.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", complex.Interfaces)}";
                    Block(text, $"{(type is InterfaceType ? "interface" : "type")} {type.Name}{interfaces}", complex.Fields.Select(Field));
                    break;
                case ScalarType:
                    text.Append($"scalar {type.Name}\n");
                    break;
            }
        }

        return text.ToString();
    }

    private static void Block(StringBuilder text, string head, IEnumerable<string> lines)
    {
        text.Append(head).Append(" {\n");
        foreach (var line in lines) text.Append("  ").Append(line.Replace("\n", "\n  ")).Append('\n');
        text.Append("}\n");
    }

    private static string Field(FieldDefinition field)
    {
        var arguments = field.Arguments.Count == 0 ? "" : $"({string.Join(", ", field.Arguments.Select(Input))})";
        var deprecated = field.DeprecationReason is { } reason ? $" @deprecated(reason: \"{reason}\")" : "";
        var roles = field.Authorization is { } rule ? $" @authorize(roles: [{string.Join(", ", rule.Roles)}])" : "";
        return Described(field.Description, $"{field.Name}{arguments}: {field.Type}{deprecated}{roles}");
    }

    private static string Input(InputValueDefinition value)
    {
        var text = $"{value.Name}: {value.Type}";
        return value.DefaultValue is { } literal ? $"{text} = {Language.SyntaxPrinter.Print(literal)}" : text;
    }

    private static string Described(string? description, string line) => description is null ? line : $"\"{description}\"\n{line}";
}
