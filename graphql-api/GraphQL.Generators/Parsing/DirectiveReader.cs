using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            if (attribute.AttributeClass is { } type && Define(type) is { } name) applied.Add(new AppliedDirective(name, Text(name, attribute)));
        }

        return applied.ToEquatable();
    }

    /// <summary>The directive that an expression makes, such as <c>new Tag("a")</c>; null where it is none, or not made of constants.</summary>
    public AppliedDirective? Applied(ExpressionSyntax expression, SemanticModel semantics)
    {
        if (expression is not BaseObjectCreationExpressionSyntax creation || semantics.GetSymbolInfo(creation).Symbol is not IMethodSymbol constructor) return null;
        if (Define(constructor.ContainingType) is not { } name) return null;
        var arguments = new List<string?>();
        var given = creation.ArgumentList?.Arguments ?? [];
        for (var i = 0; i < given.Count && i < constructor.Parameters.Length; i++)
        {
            var constant = semantics.GetConstantValue(given[i].Expression);
            if (!constant.HasValue || given[i].NameColon is not null) return null;
            var parameter = constructor.Parameters[i];
            arguments.Add(Argument(ArgumentName(parameter), SdlLiteral.Of(constant.Value, parameter.Type), parameter));
        }

        foreach (var assigned in creation.Initializer?.Expressions ?? [])
        {
            if (assigned is not AssignmentExpressionSyntax assignment || semantics.GetSymbolInfo(assignment.Left).Symbol is not IPropertySymbol property) return null;
            var constant = semantics.GetConstantValue(assignment.Right);
            if (!constant.HasValue) return null;
            arguments.Add(Argument(ArgumentName(property), SdlLiteral.Of(constant.Value, property.Type), property));
        }

        var text = string.Join(", ", arguments.OfType<string>());
        return new AppliedDirective(name, text.Length == 0 ? "@" + name : $"@{name}({text})");
    }

    /// <summary>The name of the directive that a class defines; null for others.</summary>
    private string? Define(INamedTypeSymbol type)
    {
        if (type.Attribute("DirectiveType") is not { } directive) return null;
        var plain = Names.WithoutSuffix(Names.WithoutSuffix(type.Name, "Attribute"), "Directive");
        var name = directive.Text() ?? directive.Named<string>("Name") ?? Names.Camel(plain);
        if (!_definitions.ContainsKey(name)) _definitions.Add(name, Definition(name, type, directive));
        return name;
    }

    private static string Text(string name, AttributeData attribute)
    {
        var arguments = new List<string>();
        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            var given = attribute.ConstructorArguments[i];
            var isDefault = parameters[i].HasExplicitDefaultValue && given.Kind != TypedConstantKind.Array && Equals(parameters[i].ExplicitDefaultValue, given.Value);
            if (!isDefault) Add(ArgumentName(parameters[i]), given, parameters[i]);
        }

        foreach (var argument in attribute.NamedArguments)
        {
            var property = attribute.AttributeClass!.GetMembers(argument.Key).OfType<IPropertySymbol>().FirstOrDefault();
            if (property is not null && !property.IsIgnored()) Add(ArgumentName(property), argument.Value, property);
        }

        return arguments.Count == 0 ? "@" + name : $"@{name}({string.Join(", ", arguments)})";

        void Add(string argument, TypedConstant value, ISymbol target)
        {
            if (Argument(argument, SdlLiteral.Of(value), target) is { } text) arguments.Add(text);
        }
    }

    /// <summary>Null where the value is the same as none.</summary>
    private static string? Argument(string name, string? literal, ISymbol target)
    {
        if (literal is null or "null") return null;

        // Weights, for example, are numbers in C# and texts in the schema.
        var isText = target.TypeSyntax()?.Trim('!') is "String" or "ID" && literal[0] != '"';
        return $"{name}: {(isText ? SdlLiteral.Quote(literal) : literal)}";
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
            TypeSyntax = symbol.TypeSyntax(),
        };
    }

    private static string ArgumentName(ISymbol symbol) => symbol.GraphQLName() ?? Names.Camel(symbol.Name);

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
