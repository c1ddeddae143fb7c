using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

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

    /// <summary>Applied directives besides <c>@deprecated</c>, which is <see cref="DeprecationReason"/>.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <summary>Whether the field costs by default what a resolver costs; where nothing is said, it does with <see cref="Resolve"/>.</summary>
    public bool? HasDefaultCost { get; init; }

    /// <summary>Set on connections.</summary>
    public PageSizes? Pages { get; init; }
}

/// <param name="Type">In SDL notation.</param>
/// <param name="DefaultValue">A constant in SDL notation, or null.</param>
public sealed record InputValueConfig(string Name, string Type, string? DefaultValue = null)
{
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }

    /// <inheritdoc cref="FieldConfig.Directives"/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}
