using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds DataLoaders that are written by hand; generated ones come with their module.</summary>
public static class DataLoaderRequestExecutorBuilderExtensions
{
    /// <summary>Adds a DataLoader under its own type, one for each request or event.</summary>
    public static IRequestExecutorBuilder AddDataLoader<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IRequestExecutorBuilder builder)
        where T : class
    {
        builder.Services.TryAddSingleton(new DataLoaderOptions());
        builder.Services.TryAddScoped<T>();
        return builder;
    }

    /// <summary>Adds a DataLoader under an interface, one for each request or event.</summary>
    public static IRequestExecutorBuilder AddDataLoader<
        TService,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>(this IRequestExecutorBuilder builder)
        where TService : class
        where TImplementation : class, TService
    {
        builder.AddDataLoader<TImplementation>();
        builder.Services.TryAddScoped<TService>(static services => services.GetRequiredService<TImplementation>());
        return builder;
    }
}
