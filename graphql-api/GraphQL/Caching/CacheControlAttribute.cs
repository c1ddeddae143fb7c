using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Caching;

/// <summary>
/// The `@cacheControl` directive may be provided for individual fields or entire object, interface or union types to provide caching hints to
/// the executor.
/// </summary>
/// <param name="maxAge">The maximum amount of time this field's cached value is valid, in seconds.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Interface)]
[DirectiveType("cacheControl", DirectiveLocation.Object | DirectiveLocation.FieldDefinition | DirectiveLocation.Interface | DirectiveLocation.Union)]
public sealed class CacheControlAttribute([GraphQLType("Int")] int maxAge) : Attribute
{
    public CacheControlAttribute() : this(0) { }

    /// <summary>The maximum amount of time this field's cached value is valid, in seconds.</summary>
    public int MaxAge { get; set; } = maxAge;

    /// <summary>The maximum amount of time this field's cached value is valid in shared caches like CDNs, in seconds.</summary>
    public int SharedMaxAge { get; set; }

    /// <summary>If `true`, the field inherits the `maxAge` of its parent field.</summary>
    public bool InheritMaxAge { get; set; }

    /// <summary>
    /// If `PRIVATE`, the field's value is specific to a single user. The default value is `PUBLIC`, which means the field's value is not tied to
    /// a single user.
    /// </summary>
    public CacheControlScope Scope { get; set; } = CacheControlScope.Public;

    /// <summary>List of headers that might affect the value of this field. Typically, these headers becomes part of the cache key.</summary>
    [GraphQLType("[String]")]
    public string[]? Vary { get; set; }
}

/// <summary>The scope of a cache hint.</summary>
public enum CacheControlScope
{
    /// <summary>The value to cache is specific to a single user.</summary>
    Private,

    /// <summary>The value to cache is not tied to a single user.</summary>
    Public,
}
