namespace MusicGraph.GraphQL.Types;

/// <summary>The name in the schema, where it is not the one that follows from the C# name.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The description in the schema, where it is not the XML documentation's summary.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}

/// <summary>
/// The type of a field or argument, where the one that follows from C# is not meant, such as a union's that C# has no type for, or
/// <c>ID!</c> for a string that is no global id.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute : Attribute
{
    /// <param name="typeSyntax">In SDL notation, such as <c>[SearchResult!]!</c>.</param>
    public GraphQLTypeAttribute(string typeSyntax) => TypeSyntax = typeSyntax;

    /// <param name="type">A scalar's class, such as <c>IdType</c>, or one in <c>NonNullType</c> and <c>ListType</c>.</param>
    public GraphQLTypeAttribute(Type type) => Type = type;

    public string? TypeSyntax { get; }
    public Type? Type { get; }
}

/// <inheritdoc cref="GraphQLTypeAttribute"/>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute<T> : Attribute;

/// <summary>Says which parts of a field's or argument's type may be null, where C# does not.</summary>
/// <param name="nullable">For the type and the items of each list below it; without any, the type alone may not be null.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GraphQLNonNullTypeAttribute(params bool[] nullable) : Attribute
{
    public bool[] Nullable { get; } = nullable;
}

/// <summary>Keeps a member out of the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>Marks a field, argument, input field or enum value as deprecated; <see cref="ObsoleteAttribute"/> does so too.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string deprecationReason) : Attribute
{
    public string DeprecationReason { get; } = deprecationReason;
}

/// <summary>The default of an argument or input field, where C# cannot say it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueAttribute(object? value) : Attribute
{
    public object? Value { get; } = value;
}

/// <summary>This method's field takes the place of the property's.</summary>
/// <param name="name">The property's name; use <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class BindMemberAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The default of an argument or input field in SDL notation, such as <c>{ first: 10 }</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueSyntaxAttribute(string? syntax) : Attribute
{
    public string? Syntax { get; } = syntax;
}
