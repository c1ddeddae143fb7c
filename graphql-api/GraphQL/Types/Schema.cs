namespace MusicGraph.GraphQL.Types;

/// <summary>A schema, valid by section 3.3 and immutable; made by <see cref="SchemaBuilder"/>.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;
    private readonly Dictionary<Type, ObjectType> _byClrType = [];
    private readonly Dictionary<NamedType, IReadOnlyList<ObjectType>> _possibleTypes = [];

    internal Schema(
        ObjectType query,
        ObjectType? mutation,
        ObjectType? subscription,
        IReadOnlyList<NamedType> types,
        IReadOnlyList<DirectiveDefinition> directives)
    {
        Query = query;
        Mutation = mutation;
        Subscription = subscription;
        Types = types;
        Directives = directives;
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
    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    public DirectiveDefinition? FindDirective(string name) => _directives.GetValueOrDefault(name);

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
}
