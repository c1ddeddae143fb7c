using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>Writes a leaf that is read from its parent without waiting; returns false, having written nothing, for null.</summary>
public delegate bool LeafWriter(object parent, ResultWriter writer);

/// <summary>Reads an object or a list from its parent without waiting.</summary>
public delegate object? ValueReader(object parent);

/// <summary>Resolves a field for a whole batch of parents; everything that waits, takes arguments or services is of this kind.</summary>
public delegate void FieldResolver(FieldBatch batch);

/// <summary>Opens the source stream of a subscription's root field (section 6.2.3.1); its events become the field's parent.</summary>
public delegate ValueTask<IAsyncEnumerable<object>> SourceStreamResolver(RequestContext request, InputValues arguments);

/// <summary>A field of an object or interface (section 3.6). On an object exactly one of the three ways to a value is set.</summary>
public sealed class FieldDefinition(string name, GraphQLType type)
{
    public string Name { get; } = name;
    public GraphQLType Type { get; } = type;
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }
    public IReadOnlyList<InputValueDefinition> Arguments { get; init; } = [];

    /// <summary>Applied directives besides <c>@deprecated</c>.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
    public ComplexType DeclaringType { get; internal set; } = null!;

    public LeafWriter? Write { get; init; }
    public ValueReader? Read { get; init; }
    public FieldResolver? Resolve { get; init; }

    /// <summary>Set on the fields of the subscription type only.</summary>
    public SourceStreamResolver? Subscribe { get; init; }

    /// <summary>What the field costs; null for the default of its type.</summary>
    public double? Cost { get; init; }

    /// <summary>How long the list is, or those below; null where nothing is known.</summary>
    public ListSize? ListSize { get; init; }

    /// <summary>Who may read the field; null for everyone.</summary>
    public AuthorizationRule? Authorization { get; init; }

    public InputValueDefinition? FindArgument(string argument)
    {
        foreach (var candidate in Arguments)
        {
            if (candidate.Name == argument) return candidate;
        }

        return null;
    }
}

/// <summary>Asks for a logged-in user and, where roles are named, for one of them.</summary>
public sealed record AuthorizationRule(IReadOnlyList<string> Roles);

/// <summary>An argument or a field of an input object (sections 3.6.1 and 3.10).</summary>
/// <param name="defaultValue">A constant in the form of a literal, or null where there is no default.</param>
public sealed class InputValueDefinition(string name, GraphQLType type, ValueNode? defaultValue = null)
{
    public string Name { get; } = name;
    public GraphQLType Type { get; } = type;
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>What giving it costs; null for the default of its type.</summary>
    public double? Cost { get; init; }
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }

    /// <summary>Applied directives besides <c>@deprecated</c>.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <summary>Whether a value must be given (section 5.4.2.1).</summary>
    public bool IsRequired => Type.Kind == TypeKind.NonNull && DefaultValue is null;
}

/// <summary>A directive that documents may use (section 3.13).</summary>
/// <param name="Locations">As the specification names them, such as <c>FIELD</c> or <c>FRAGMENT_SPREAD</c>.</param>
public sealed record DirectiveDefinition(string Name, IReadOnlyList<string> Locations, IReadOnlyList<InputValueDefinition> Arguments)
{
    public string? Description { get; init; }
    public bool IsRepeatable { get; init; }

    public InputValueDefinition? FindArgument(string argument)
    {
        foreach (var candidate in Arguments)
        {
            if (candidate.Name == argument) return candidate;
        }

        return null;
    }
}
