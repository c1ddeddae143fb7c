using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads what is said of a field's or argument's type besides its C# type.</summary>
internal static class TypeSyntaxes
{
    private static readonly Dictionary<string, string> Scalars = new()
    {
        ["IdType"] = "ID",
        ["UrlType"] = "URL",
        ["UuidType"] = "UUID",
        ["JsonType"] = "JSON",
    };

    /// <summary>The type in SDL, where it is given and not derived.</summary>
    public static string? TypeSyntax(this ISymbol symbol)
    {
        if (symbol.Attribute("GraphQLType") is not { } attribute) return null;
        if (attribute.Text() is { } text) return text;
        var type = attribute.AttributeClass is { TypeArguments.Length: 1 } generic
            ? generic.TypeArguments[0]
            : attribute.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol;
        return type is null ? null : Of(type);
    }

    /// <summary>What <c>[GraphQLNonNullType]</c> makes of a type.</summary>
    public static ClrType WithNullability(this ISymbol symbol, ClrType type)
    {
        if (symbol.Attribute("GraphQLNonNullType") is not { } attribute) return type;
        var given = attribute.ConstructorArguments.FirstOrDefault();
        var levels = given.Kind == TypedConstantKind.Array && !given.IsNull ? given.Values : [];
        return levels.Length == 0 ? type with { IsNullable = false } : WithNullability(type, levels, 0);
    }

    /// <summary>Null for what is no scalar's class.</summary>
    public static string? Of(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeArguments.Length: 1 } wrapper && Symbols.Namespace(type) == Symbols.AttributeNamespace)
        {
            var inner = Of(wrapper.TypeArguments[0]);
            if (inner is null) return null;
            if (type.Name == "NonNullType") return inner.EndsWith("!", StringComparison.Ordinal) ? inner : inner + "!";
            return type.Name == "ListType" ? $"[{inner}]" : null;
        }

        var isScalar = type.Bases().Contains($"global::{Symbols.AttributeNamespace}.ScalarType");
        if (!isScalar) return null;
        return Scalars.TryGetValue(type.Name, out var name) ? name : Names.WithoutSuffix(type.Name, "Type");
    }

    private static ClrType WithNullability(ClrType type, ImmutableArray<TypedConstant> levels, int level)
    {
        if (level >= levels.Length) return type;
        var element = type.Element is { } inner ? WithNullability(inner, levels, level + 1) : null;
        return type with { IsNullable = levels[level].Value is true, Element = element };
    }
}
