namespace MusicGraph.GraphQL.Types;

/// <summary>The object whose field is resolved.</summary>
/// <param name="requires">The members that are read; for projections of other engines, without meaning here.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute(string? requires = null) : Attribute
{
    public string? Requires { get; } = requires;
}

/// <summary>A service of the request's scope. Interfaces and abstract classes are services without it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>A value of the request that the transport or an interceptor set.</summary>
/// <param name="key">Its key; the parameter's name when not given.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class GlobalStateAttribute(string? key = null) : Attribute
{
    public string? Key { get; } = key;
}

/// <summary>The event that a subscription's field is resolved for.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;
