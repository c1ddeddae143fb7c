namespace MusicGraph.GraphQL.Types;

/// <summary>A global id: <c>ID</c> in the schema, the bare key in C#.</summary>
/// <param name="typeName">The type it identifies; an output without one identifies the type that declares it, an input any.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Method)]
public sealed class IDAttribute(string? typeName = null) : Attribute
{
    public string? TypeName { get; } = typeName;
}

/// <summary>A global id of the object type of <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Method)]
public sealed class IDAttribute<T> : Attribute;

/// <summary>
/// The method loads an object by its key, which is its first argument. The object's type becomes a <c>Node</c> of the Relay
/// specification and its <c>Id</c> a global id.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>The field is a connection: it takes <c>first</c>, <c>after</c>, <c>last</c> and <c>before</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsePagingAttribute : Attribute
{
    /// <summary>What the connection's name starts with; the field's name when not given.</summary>
    public string? ConnectionName { get; set; }

    /// <summary>How many items a client gets that does not say; 10 when not given.</summary>
    public int DefaultPageSize { get; set; }

    /// <summary>The most items a client may ask for; 50 when not given.</summary>
    public int MaxPageSize { get; set; }

    /// <summary>Whether the connection has <c>totalCount</c>.</summary>
    public bool IncludeTotalCount { get; set; }

    /// <summary>Whether <c>first</c> or <c>last</c> must be given.</summary>
    public bool RequirePagingBoundaries { get; set; }
}
