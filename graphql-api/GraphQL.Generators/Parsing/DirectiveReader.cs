using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads the attributes that are directives of the schema, and what their classes define.</summary>
internal sealed class DirectiveReader(TypeCollector types)
{
    private readonly Dictionary<string, DirectiveModel> _definitions = [];

    public IEnumerable<DirectiveModel> Definitions => _definitions.Values;

    /// <summary>The directives that stand at any of the symbols.</summary>
    public EquatableArray<AppliedDirective> Applied(params ISymbol?[] symbols)
    {
        var applied = new List<AppliedDirective>();
        foreach (var attribute in symbols.OfType<ISymbol>().SelectMany(symbol => symbol.GetAttributes()))
        {
            if (CostReader.Read(attribute) is { } cost) applied.Add(cost);
            if (attribute.AttributeClass is not { } type || type.Attribute("DirectiveType") is not { } directive) continue;
            var name = directive.Text() ?? directive.Named<string>("Name") ?? Names.Camel(Names.WithoutSuffix(type.Name, "Attribute"));
            if (!_definitions.ContainsKey(name)) _definitions.Add(name, Definition(name, type, directive));
            applied.Add(new AppliedDirective(name, Text(name, attribute)));
        }

        return applied.ToEquatable();
    }

    private static string Text(string name, AttributeData attribute)
    {
        var arguments = new List<string>();
        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            var given = attribute.ConstructorArguments[i];
            var isDefault = parameters[i].HasExplicitDefaultValue && given.Kind != TypedConstantKind.Array && Equals(parameters[i].ExplicitDefaultValue, given.Value);
            if (!isDefault) Add(ArgumentName(parameters[i]), given, TypeSyntax(parameters[i]));
        }

        foreach (var argument in attribute.NamedArguments)
        {
            var property = attribute.AttributeClass!.GetMembers(argument.Key).OfType<IPropertySymbol>().FirstOrDefault();
            if (property is not null && !property.IsIgnored()) Add(ArgumentName(property), argument.Value, TypeSyntax(property));
        }

        return arguments.Count == 0 ? "@" + name : $"@{name}({string.Join(", ", arguments)})";

        void Add(string argument, TypedConstant value, string? syntax)
        {
            if (SdlLiteral.Of(value) is not { } literal || literal == "null") return;

            // Weights, for example, are numbers in C# and texts in the schema.
            var isText = syntax?.Trim('!') is "String" or "ID" && literal[0] != '"';
            arguments.Add($"{argument}: {(isText ? SdlLiteral.Quote(literal) : literal)}");
        }
    }

    private DirectiveModel Definition(string name, INamedTypeSymbol type, AttributeData directive)
    {
        var arguments = new List<InputValueModel>();
        var constructor = type.InstanceConstructors
            .Where(candidate => candidate.DeclaredAccessibility == Accessibility.Public)
            .OrderByDescending(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        foreach (var parameter in constructor?.Parameters ?? []) arguments.Add(Argument(parameter, parameter.Type, parameter.IsOptional));
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            var isSettable = property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public };
            if (!isSettable || property.IsIgnored()) continue;
            if (arguments.TrueForAll(known => known.Name != ArgumentName(property))) arguments.Add(Argument(property, property.Type, isOptional: true));
        }

        return new DirectiveModel(
            name,
            Docs.Of(type),
            Locations(directive).ToEquatable(),
            arguments.ToEquatable(),
            directive.Named<bool>("IsRepeatable"));
    }

    private InputValueModel Argument(ISymbol symbol, ITypeSymbol type, bool isOptional)
    {
        var read = types.Input(type);
        return new InputValueModel(
            ArgumentName(symbol),
            isOptional ? read with { IsNullable = true } : read,
            InputReader.Default(symbol),
            symbol is IParameterSymbol parameter ? Docs.OfParameter(parameter) : Docs.Of(symbol),
            symbol.Deprecation(),
            null,
            false)
        {
            TypeSyntax = TypeSyntax(symbol),
        };
    }

    private static string ArgumentName(ISymbol symbol) => symbol.GraphQLName() ?? Names.Camel(symbol.Name);

    private static string? TypeSyntax(ISymbol symbol) => symbol.Attribute("GraphQLType")?.Text();

    private static IEnumerable<string> Locations(AttributeData directive)
    {
        var location = directive.ConstructorArguments.FirstOrDefault(argument => argument.Kind == TypedConstantKind.Enum);
        if (location.Type is null || location.Value is not int flags) yield break;
        foreach (var member in location.Type.GetMembers().OfType<IFieldSymbol>())
        {
            if (member.ConstantValue is int bit && (flags & bit) != 0) yield return Names.EnumValue(member.Name);
        }
    }
}
