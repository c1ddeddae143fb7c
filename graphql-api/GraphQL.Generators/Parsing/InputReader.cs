using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads the C# types that arguments are given as.</summary>
internal sealed class InputReader(TypeCollector types)
{
    /// <summary>Null where the type cannot be made of its properties.</summary>
    public InputModel? Read(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface) return null;
        var properties = TypeCollector.Properties(type).ToList();
        var constructor = type.InstanceConstructors
            .Where(candidate => candidate.IsAccessible() && candidate.Parameters.All(parameter => Find(properties, parameter) is not null))
            .OrderByDescending(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null) return null;

        var fields = new List<InputFieldModel>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = Find(properties, parameter)!;
            fields.Add(new InputFieldModel(Symbols.Escaped(parameter.Name), Assignment.Constructor, Value(property, parameter)));
            properties.Remove(property);
        }

        foreach (var property in properties)
        {
            if (property.SetMethod is not { DeclaredAccessibility: Accessibility.Public } setter) continue;
            var assignment = setter.IsInitOnly || property.IsRequired ? Assignment.Initializer : Assignment.Setter;
            fields.Add(new InputFieldModel(property.Name, assignment, Value(property, null)));
        }

        return new InputModel(
            Symbols.Key(type),
            Symbols.Key(type),
            type.GraphQLName() ?? Names.Input(TypeCollector.Name(type)),
            Docs.Of(type),
            fields.ToEquatable())
        {
            DocumentationId = Docs.Elsewhere(type),
        };
    }

    /// <summary>An argument of a field.</summary>
    public InputValueModel Argument(IParameterSymbol parameter)
    {
        var (type, isOptional) = Unwrapped(parameter.Type);
        return new InputValueModel(
            parameter.GraphQLName() ?? Names.Camel(parameter.Name),
            types.Input(type),
            Default(parameter) ?? ParameterDefault(parameter),
            Docs.OfParameter(parameter),
            parameter.Deprecation(),
            parameter.Id(),
            isOptional)
        {
            TypeSyntax = parameter.Attribute("GraphQLType")?.Text(),
        };
    }

    private InputValueModel Value(IPropertySymbol property, IParameterSymbol? parameter)
    {
        var (type, isOptional) = Unwrapped(property.Type);
        return new InputValueModel(
            property.GraphQLName() ?? parameter?.GraphQLName() ?? Names.Field(property.Name),
            types.Input(type),
            Default(property) ?? (parameter is null ? null : Default(parameter) ?? ParameterDefault(parameter)),
            Docs.OfProperty(property),
            property.Deprecation(),
            property.Id() ?? parameter?.Id(),
            isOptional)
        {
            TypeSyntax = (property.Attribute("GraphQLType") ?? parameter?.Attribute("GraphQLType"))?.Text(),
            DocumentationId = Docs.Elsewhere(property),
        };
    }

    private static (ITypeSymbol Type, bool IsOptional) Unwrapped(ITypeSymbol type)
    {
        if (TypeReader.ArgumentOf(type, "Optional") is not { } inner) return (type, false);
        return (inner, true);
    }

    private static IPropertySymbol? Find(List<IPropertySymbol> properties, IParameterSymbol parameter) =>
        properties.Find(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static string? Default(ISymbol symbol)
    {
        var arguments = symbol.Attribute("DefaultValue")?.ConstructorArguments ?? [];
        return arguments.Length == 1 && arguments[0].Kind != TypedConstantKind.Array ? Literal(arguments[0].Value, arguments[0].Type) : null;
    }

    private static string? ParameterDefault(IParameterSymbol parameter) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } ? Literal(value, parameter.Type) : null;

    private static string? Literal(object? value, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        if (type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum })
        {
            var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
            return member is null ? null : TypeCollector.EnumValueName(member);
        }

        return value switch
        {
            null => "null",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
