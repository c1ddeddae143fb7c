using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Types;

/// <summary>
/// Collects the parts of a schema in any order and makes a valid <see cref="Schema"/> of them. Types refer to each other by name
/// in SDL notation, such as <c>[Song!]!</c>. The source generator emits calls to it; nothing in it looks at CLR members.
/// </summary>
public sealed partial class SchemaBuilder
{
    /// <summary>Adds a scalar; the built-in ones and the well-known ones are known already and appear where used.</summary>
    public SchemaBuilder AddScalar(ScalarType scalar) => throw new NotImplementedException();

    public SchemaBuilder AddEnum(EnumType type) => throw new NotImplementedException();

    /// <summary>Adds an object type, or adds to one that is there: its CLR type, description and interfaces, where not yet given.</summary>
    public SchemaBuilder AddObject(string name, Type? clrType = null, string? description = null, params IReadOnlyList<string> interfaces) =>
        throw new NotImplementedException();

    /// <summary>Adds an interface, or adds to one that is there.</summary>
    public SchemaBuilder AddInterface(string name, string? description = null, params IReadOnlyList<string> interfaces) =>
        throw new NotImplementedException();

    /// <summary>Adds a union, or adds members to one that is there.</summary>
    public SchemaBuilder AddUnion(string name, string? description = null, params IReadOnlyList<string> members) =>
        throw new NotImplementedException();

    /// <param name="create">Makes the CLR object from the coerced fields, in the order given here.</param>
    public SchemaBuilder AddInputObject(
        string name,
        Func<InputValues, object>? create,
        IReadOnlyList<InputValueConfig> fields,
        string? description = null,
        bool isOneOf = false) => throw new NotImplementedException();

    /// <summary>Adds a field to the object or interface of this name, which may be added before or after.</summary>
    public SchemaBuilder AddField(string typeName, FieldConfig field) => throw new NotImplementedException();

    /// <summary>Says how an object of this type is loaded by its global id, for <c>Query.node</c> and <c>Query.nodes</c>.</summary>
    public SchemaBuilder AddNodeResolver(string typeName, NodeResolver resolver) => throw new NotImplementedException();

    /// <summary>Makes the schema.</summary>
    /// <exception cref="SchemaException">The parts are no valid schema; every fault is named.</exception>
    public Schema Build() => throw new NotImplementedException();
}

/// <summary>Loads an object by its global id; the id is one of the resolver's type.</summary>
public delegate Task<object?> NodeResolver(RequestContext request, string globalId);

/// <param name="Type">In SDL notation.</param>
public sealed record FieldConfig(string Name, string Type)
{
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }
    public IReadOnlyList<InputValueConfig> Arguments { get; init; } = [];
    public LeafWriter? Write { get; init; }
    public ValueReader? Read { get; init; }
    public FieldResolver? Resolve { get; init; }
    public SourceStreamResolver? Subscribe { get; init; }
    public AuthorizationRule? Authorization { get; init; }
}

/// <param name="Type">In SDL notation.</param>
/// <param name="DefaultValue">A constant in SDL notation, or null.</param>
public sealed record InputValueConfig(string Name, string Type, string? DefaultValue = null)
{
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }
}

/// <summary>Thrown for parts that are no valid schema.</summary>
public sealed class SchemaException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
