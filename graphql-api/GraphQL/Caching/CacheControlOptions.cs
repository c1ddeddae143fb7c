namespace MusicGraph.GraphQL.Caching;

/// <summary>How responses tell how long they may be cached; changed by <c>ModifyCacheControlOptions(options => …)</c>.</summary>
public sealed class CacheControlOptions
{
    /// <summary>Whether responses carry <c>Cache-Control</c> at all.</summary>
    public bool Enable { get; set; } = true;

    /// <summary>In seconds; for the fields of <see cref="ApplyDefaults"/>.</summary>
    public int DefaultMaxAge { get; set; }

    /// <inheritdoc cref="DefaultMaxAge"/>
    public CacheControlScope DefaultScope { get; set; } = CacheControlScope.Public;

    /// <summary>Whether fields of the query type, and those with a resolver, have a hint of the defaults where they say nothing.</summary>
    public bool ApplyDefaults { get; set; } = true;
}
