using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Caching;
using MusicGraph.GraphQL.Execution;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary><c>Cache-Control</c> from hints in the schema, by HotChocolate's names.</summary>
public static class CacheControlExtensions
{
    /// <summary>Adds the directive <c>@cacheControl</c>, which <see cref="CacheControlAttribute"/> applies, and the default hints.</summary>
    public static IRequestExecutorBuilder AddCacheControl(this IRequestExecutorBuilder builder)
    {
        RequestExecutorBuilder.Of(builder).HasCacheControl = true;
        return builder;
    }

    /// <summary>Has responses to queries without errors carry the <c>Cache-Control</c> that their fields allow.</summary>
    public static IRequestExecutorBuilder UseQueryCache(this IRequestExecutorBuilder builder)
    {
        RequestExecutorBuilder.Of(builder).UsesQueryCache = true;
        return builder;
    }

    public static IRequestExecutorBuilder ModifyCacheControlOptions(this IRequestExecutorBuilder builder, Action<CacheControlOptions> modifyOptions)
    {
        RequestExecutorBuilder.Of(builder).ModifyCacheControlOptions(modifyOptions);
        return builder;
    }
}
