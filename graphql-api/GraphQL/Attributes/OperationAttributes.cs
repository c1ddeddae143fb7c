namespace MusicGraph.GraphQL.Types;

/// <summary>
/// An exception of this type is one of the mutation's errors in the schema. <c>PlaylistNotFoundException</c> becomes
/// <c>PlaylistNotFoundError</c> with its message and its own public properties.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ErrorAttribute<T> : Attribute;

/// <summary>Changes the names that a mutation's input and payload get.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseMutationConventionAttribute : Attribute
{
    public string? InputTypeName { get; set; }
    public string? InputArgumentName { get; set; }
    public string? PayloadTypeName { get; set; }
    public string? PayloadFieldName { get; set; }
    public string? PayloadErrorTypeName { get; set; }

    /// <summary>Leaves the mutation's arguments and result as they are.</summary>
    public bool Disable { get; set; }
}

/// <summary>Makes a method a subscription; it is called for every event.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>The method of the same class that opens the stream; without one it is the topic of <see cref="TopicAttribute"/>.</summary>
    public string? With { get; set; }

    /// <summary>The type of the topic's events, where it is not that of the <see cref="EventMessageAttribute"/> parameter.</summary>
    public Type? MessageType { get; set; }
}

/// <summary>The topic of a subscription.</summary>
/// <param name="name">It may contain arguments in braces, such as <c>shares_{userId}</c>; the method's name when not given.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TopicAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Only logged-in users may read the field, or the fields of the class.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Property)]
public sealed class AuthorizeAttribute : Attribute
{
    /// <summary>One of these roles is needed; empty for any user.</summary>
    public string[]? Roles { get; set; }
}

/// <summary>Takes back what <see cref="AuthorizeAttribute"/> on the class asks for.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AllowAnonymousAttribute : Attribute;
