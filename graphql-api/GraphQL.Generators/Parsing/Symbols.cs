using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads what symbols carry: attributes, names, documentation.</summary>
internal static class Symbols
{
    public const string AttributeNamespace = "MusicGraph.GraphQL.Types";

    private static readonly SymbolDisplayFormat WithNullability =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Code(ITypeSymbol type) => type.ToDisplayString(WithNullability);

    public static string Key(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string Namespace(ISymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "";

    /// <param name="name">Without the suffix <c>Attribute</c>.</param>
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.Is(name));

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) is not null;

    public static bool Is(this AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.Name == name + "Attribute" && Namespace(type) == AttributeNamespace;

    public static string? Text(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;

    public static T? Named<T>(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array && argument.Value.Value is T value) return value;
        }

        return default;
    }

    public static string? GraphQLName(this ISymbol symbol) => symbol.Attribute("GraphQLName")?.Text();

    public static bool IsIgnored(this ISymbol symbol) => symbol.Has("GraphQLIgnore");

    public static string? Deprecation(this ISymbol symbol)
    {
        if (symbol.Attribute("GraphQLDeprecated") is { } deprecated) return deprecated.Text();
        var obsolete = symbol.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass is { Name: "ObsoleteAttribute" } type && Namespace(type) == "System");
        return obsolete is null ? null : obsolete.Text() ?? "No longer supported";
    }

    public static IdModel? Id(this ISymbol symbol)
    {
        if (symbol.Attribute("ID") is not { } attribute) return null;
        return attribute.AttributeClass is { IsGenericType: true } type ? new IdModel(Key(type.TypeArguments[0]), null) : new IdModel(null, attribute.Text());
    }

    /// <summary>The member's own rule, or that of its class.</summary>
    public static Authorization? Authorization(this ISymbol member)
    {
        if (member.Has("AllowAnonymous")) return null;
        var attribute = member.Attribute("Authorize") ?? member.ContainingType?.Attribute("Authorize");
        if (attribute is null) return null;
        var roles = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Roles").Value;
        return new Authorization(roles.Kind == TypedConstantKind.Array && !roles.IsNull
            ? roles.Values.Select(role => role.Value as string ?? "").ToEquatable()
            : EquatableArray<string>.Empty);
    }

    public static Place? Place(this ISymbol symbol) => Models.Place.Of(symbol.Locations.FirstOrDefault(location => location.IsInSource));

    public static bool IsAccessible(this ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>The type and all types around it are public, its arguments included.</summary>
    public static bool IsPublic(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsPublic(),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && (named.ContainingType is null || named.ContainingType.IsPublic())
            && named.TypeArguments.All(argument => argument.IsPublic()),
        _ => true,
    };

    public static IEnumerable<string> Bases(this ITypeSymbol type)
    {
        for (var current = type.BaseType; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            yield return Key(current);
        }

        foreach (var contract in type.AllInterfaces) yield return Key(contract);
    }

    public static string Escaped(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;
}
