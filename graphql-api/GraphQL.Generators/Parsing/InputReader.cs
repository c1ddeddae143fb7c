using Microsoft.CodeAnalysis;
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
            type.GraphQLName() ?? type.Attribute("InputObjectType")?.Text() ?? Names.Input(TypeCollector.Name(type)),
            Docs.Of(type),
            fields.ToEquatable())
        {
            IsOneOf = type.Has("OneOf"),
            Directives = types.Directives.Applied(type),
            DocumentationId = Docs.Elsewhere(type),
        };
    }

    /// <summary>An argument of a field.</summary>
    public InputValueModel Argument(IParameterSymbol parameter)
    {
        var (type, isOptional) = Unwrapped(parameter.Type);
        return new InputValueModel(
            parameter.GraphQLName() ?? Names.Camel(parameter.Name),
            parameter.WithNullability(types.Input(type)),
            Default(parameter) ?? ParameterDefault(parameter),
            Docs.OfParameter(parameter),
            parameter.Deprecation(),
            parameter.Id(),
            isOptional)
        {
            TypeSyntax = parameter.TypeSyntax(),
            Directives = types.Directives.Applied(parameter),
        };
    }

    private InputValueModel Value(IPropertySymbol property, IParameterSymbol? parameter)
    {
        var (type, isOptional) = Unwrapped(property.Type);
        return new InputValueModel(
            property.GraphQLName() ?? parameter?.GraphQLName() ?? Names.Camel(property.Name),
            property.WithNullability(types.Input(type)),
            Default(property) ?? (parameter is null ? null : Default(parameter) ?? ParameterDefault(parameter)),
            Docs.OfProperty(property),
            property.Deprecation(),
            property.Id() ?? parameter?.Id(),
            isOptional)
        {
            TypeSyntax = property.TypeSyntax() ?? parameter?.TypeSyntax(),
            Directives = types.Directives.Applied(property, parameter),
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

    /// <summary>The default that attributes give, in SDL notation.</summary>
    public static string? Default(ISymbol symbol)
    {
        if (symbol.Attribute("DefaultValueSyntax")?.Text() is { } syntax) return syntax;
        var arguments = symbol.Attribute("DefaultValue")?.ConstructorArguments ?? [];
        return arguments.Length == 1 ? SdlLiteral.Of(arguments[0]) : null;
    }

    private static string? ParameterDefault(IParameterSymbol parameter) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } ? SdlLiteral.Of(value, parameter.Type) : null;
}
