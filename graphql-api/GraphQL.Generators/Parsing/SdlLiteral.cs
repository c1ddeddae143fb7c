using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Writes C# constants as constants of SDL.</summary>
internal static class SdlLiteral
{
    /// <summary>An attribute's argument; null where it is of no kind that SDL knows.</summary>
    public static string? Of(TypedConstant constant)
    {
        if (constant.IsNull) return "null";
        if (constant.Kind != TypedConstantKind.Array) return Of(constant.Value, constant.Type);
        var items = constant.Values.Select(Of).ToList();
        return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
    }

    /// <param name="type">Tells an enum's value from a number.</param>
    public static string? Of(object? value, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        if (type is { TypeKind: TypeKind.Enum } && value is not null)
        {
            var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
            return member is null ? null : TypeCollector.EnumValueName(member);
        }

        return value switch
        {
            null => "null",
            string text => Quote(text),
            char character => Quote(character.ToString()),
            bool flag => flag ? "true" : "false",
            double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity => null,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\') quoted.Append('\\').Append(character);
            else if (char.IsControl(character) || char.IsSurrogate(character)) quoted.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            else quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
