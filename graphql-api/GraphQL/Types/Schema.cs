using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>A schema, valid by section 3.3 and immutable; made by <see cref="SchemaBuilder"/>.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;
    private readonly Dictionary<Type, ObjectType> _byClrType = [];
    private readonly Dictionary<NamedType, IReadOnlyList<ObjectType>> _possibleTypes = [];

    private readonly IReadOnlyDictionary<string, NodeResolver> _nodeResolvers;

    internal Schema(
        ObjectType query,
        ObjectType? mutation,
        ObjectType? subscription,
        IReadOnlyList<NamedType> types,
        IReadOnlyList<DirectiveDefinition> directives,
        IReadOnlyDictionary<string, NodeResolver> nodeResolvers,
        MetaFields metaFields)
    {
        Query = query;
        Mutation = mutation;
        Subscription = subscription;
        Types = types;
        Directives = directives;
        MetaFields = metaFields;
        _nodeResolvers = nodeResolvers;
        _types = types.ToDictionary(type => type.Name);
        _directives = directives.ToDictionary(directive => directive.Name);
        foreach (var type in types)
        {
            if (type is ObjectType { ClrType: { } clrType } objectType) _byClrType.TryAdd(clrType, objectType);
            _possibleTypes[type] = type switch
            {
                ObjectType self => [self],
                UnionType union => union.Members,
                InterfaceType @interface => [.. types.OfType<ObjectType>().Where(other => other.Interfaces.Contains(@interface))],
                _ => [],
            };
        }
    }

    public string? Description { get; init; }
    public ObjectType Query { get; }
    public ObjectType? Mutation { get; }
    public ObjectType? Subscription { get; }

    /// <summary>Every type by name, introspection's included, in a stable order.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>The definitions of the directives that documents and the schema may use.</summary>
    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    /// <summary>The directives that are applied to the schema itself.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; init; } = [];

    /// <summary>The fields that every schema has without naming them.</summary>
    public MetaFields MetaFields { get; }

    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    public DirectiveDefinition? FindDirective(string name) => _directives.GetValueOrDefault(name);

    /// <summary>How an object of this type is loaded by its global id, or null where it is not.</summary>
    public NodeResolver? FindNodeResolver(string typeName) => _nodeResolvers.GetValueOrDefault(typeName);

    public ObjectType? FindRootType(OperationType operation) => operation switch
    {
        OperationType.Mutation => Mutation,
        OperationType.Subscription => Subscription,
        _ => Query,
    };

    /// <summary>The field of this name on a composite type, meta-fields included, or null.</summary>
    public FieldDefinition? FindField(NamedType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == MetaFields.Typename.Name) return parent is ComplexType or UnionType ? MetaFields.Typename : null;
            if (parent == Query && name == MetaFields.Schema.Name) return MetaFields.Schema;
            if (parent == Query && name == MetaFields.Type.Name) return MetaFields.Type;
        }

        return (parent as ComplexType)?.FindField(name);
    }

    /// <summary>The type that a reference in a document means, or null where it names none.</summary>
    public GraphQLType? FindType(TypeNode reference) => reference switch
    {
        NamedTypeNode named => FindType(named.Name),
        ListTypeNode list => FindType(list.OfType) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => FindType(nonNull.OfType) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

    /// <summary>The object types a value of this type can have: itself, a union's members, an interface's implementations.</summary>
    public IReadOnlyList<ObjectType> GetPossibleTypes(NamedType type) => _possibleTypes[type];

    /// <summary>The object type of a value behind an interface or union, or null where the schema has none for it.</summary>
    public ObjectType? FindObjectType(Type clrType)
    {
        for (var type = clrType; type is not null; type = type.BaseType)
        {
            if (_byClrType.TryGetValue(type, out var found)) return found;
        }

        return null;
    }

    /// <summary>The schema in SDL.</summary>
    public override string ToString() => SchemaPrinter.Print(this);
}
