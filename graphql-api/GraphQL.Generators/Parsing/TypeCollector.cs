using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;
using RoslynTypeKind = Microsoft.CodeAnalysis.TypeKind;
using TypeKind = MusicGraph.GraphQL.Generators.Models.TypeKind;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Describes the types that a class reaches, each once. The parts of a schema that are not used in the end fall away later.</summary>
internal sealed class TypeCollector
{
    private readonly Dictionary<string, OutputType?> _outputs = [];
    private readonly Dictionary<string, InputModel?> _inputs = [];
    private readonly Dictionary<string, EnumModel> _enums = [];

    public TypeCollector() => Directives = new DirectiveReader(this);

    public DirectiveReader Directives { get; }

    public ReachedTypes Reached => new(
        _outputs.Values.OfType<OutputType>().ToEquatable(),
        _inputs.Values.OfType<InputModel>().ToEquatable(),
        _enums.Values.ToEquatable(),
        Directives.Definitions.ToEquatable());

    public ClrType Output(ITypeSymbol type)
    {
        var read = TypeReader.Read(type);
        Walk(type, read, AddOutput);
        return read;
    }

    public ClrType Input(ITypeSymbol type)
    {
        var read = TypeReader.Read(type);
        Walk(type, read, AddInput);
        return read;
    }

    public OutputType Describe(INamedTypeSymbol type)
    {
        var properties = new List<PropertyModel>();
        foreach (var property in Properties(type)) properties.Add(Property(property));
        return new OutputType(
            Symbols.Key(type),
            Symbols.Key(type),
            type.GraphQLName() ?? KindName(type) ?? Name(type),
            Docs.Of(type),
            Kind(type),
            type.Bases().ToEquatable(),
            properties.ToEquatable())
        {
            Directives = Directives.Applied(type),
            DocumentationId = Docs.Elsewhere(type),
        };
    }

    private void Walk(ITypeSymbol type, ClrType read, Action<INamedTypeSymbol> add)
    {
        switch (read.Shape)
        {
            case Shape.List:
                Walk(ElementSymbol(type), read.Element!, add);
                break;
            case Shape.Enum:
                AddEnum((INamedTypeSymbol)WithoutNullable(type));
                break;
            case Shape.Complex when WithoutNullable(type) is INamedTypeSymbol named:
                add(named);
                break;
        }
    }

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static ITypeSymbol ElementSymbol(ITypeSymbol list)
    {
        list = WithoutNullable(list);
        if (list is IArrayTypeSymbol array) return array.ElementType;
        var named = (INamedTypeSymbol)list;
        if (named.TypeArguments.Length == 1) return named.TypeArguments[0];
        return named.AllInterfaces
            .First(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .TypeArguments[0];
    }

    private void AddOutput(INamedTypeSymbol type)
    {
        var key = Symbols.Key(type);
        if (_outputs.ContainsKey(key)) return;
        _outputs.Add(key, null);
        _outputs[key] = Describe(type);
    }

    private void AddInput(INamedTypeSymbol type)
    {
        var key = Symbols.Key(type);
        if (_inputs.ContainsKey(key)) return;
        _inputs.Add(key, null);
        if (new InputReader(this).Read(type) is { } input) _inputs[key] = input;
    }

    private void AddEnum(INamedTypeSymbol type)
    {
        var key = Symbols.Key(type);
        if (_enums.ContainsKey(key)) return;
        var attribute = type.Attribute("EnumType");
        var values = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && !field.IsIgnored())
            .Select(field => new EnumValueModel(field.Name, EnumValueName(field), Docs.Of(field), field.Deprecation())
            {
                Directives = Directives.Applied(field),
                DocumentationId = Docs.Elsewhere(field),
            });
        _enums.Add(key, new EnumModel(
            key,
            type.GraphQLName() ?? attribute?.Text() ?? attribute?.Named<string>("Name") ?? type.Name,
            Docs.Of(type),
            values.ToEquatable())
        {
            Directives = Directives.Applied(type),
            DocumentationId = Docs.Elsewhere(type),
        });
    }

    public static string EnumValueName(IFieldSymbol field) => field.GraphQLName() ?? Names.EnumValue(field.Name);

    private PropertyModel Property(IPropertySymbol property) => new(
        property.Name,
        property.GraphQLName() ?? Names.Camel(property.Name),
        property.WithNullability(Output(property.Type)),
        Docs.OfProperty(property),
        property.Deprecation(),
        property.Id(),
        property.Authorization())
    {
        TypeSyntax = property.TypeSyntax(),
        Directives = Directives.Applied(property),
        DocumentationId = Docs.Elsewhere(property),
    };

    /// <summary>The public readable properties, those of base types first.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var current = type; IsModel(current); current = current!.BaseType) types.Push(current!);
        var sources = type.TypeKind == RoslynTypeKind.Interface ? type.AllInterfaces.Add(type).AsEnumerable() : types;
        var seen = new HashSet<string>();
        foreach (var source in sources)
        {
            foreach (var property in source.GetMembers().OfType<IPropertySymbol>())
            {
                var isField = property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: { } getter }
                    && getter.DeclaredAccessibility == Accessibility.Public
                    && property.Name != "EqualityContract"
                    && !property.IsIgnored()
                    && property.ExplicitInterfaceImplementations.IsEmpty;
                if (isField && seen.Add(property.Name)) yield return property;
            }
        }
    }

    private static bool IsModel(INamedTypeSymbol? type) =>
        type is not null && type.SpecialType == SpecialType.None && Symbols.Key(type) is not "global::System.Exception";

    private static TypeKind Kind(INamedTypeSymbol type)
    {
        if (type.Has("UnionType")) return TypeKind.Union;
        if (type.Has("InterfaceType") && (type.IsAbstract || type.TypeKind == RoslynTypeKind.Interface)) return TypeKind.Interface;
        return type.IsAbstract || type.TypeKind == RoslynTypeKind.Interface ? TypeKind.Abstract : TypeKind.Object;
    }

    private static string? KindName(INamedTypeSymbol type)
    {
        var attribute = type.Attribute("UnionType") ?? type.Attribute("InterfaceType") ?? type.Attribute("ObjectType");
        if (attribute is null) return null;
        if (attribute.Text() is { } name) return name;
        var isPrefixed = type.TypeKind == RoslynTypeKind.Interface && type.Name.Length > 1 && type.Name[0] == 'I' && char.IsUpper(type.Name[1]);
        return isPrefixed ? type.Name.Substring(1) : null;
    }

    /// <summary>A generic type's arguments are part of its name: <c>Page&lt;Song&gt;</c> is <c>PageOfSong</c>.</summary>
    public static string Name(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeArguments.Length: > 0 } named) return type.Name;
        return type.Name + "Of" + string.Join("And", named.TypeArguments.Select(Name));
    }
}
