using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MusicGraph.Dapr.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the Dapr client.</summary>
public static class DaprServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="DaprClient"/> as a singleton, whose sidecar is the one that the app's configuration names
    /// (<see cref="DaprClientBuilder(IConfiguration)"/>).
    /// </summary>
    public static void AddDaprClient(this IServiceCollection services, Action<DaprClientBuilder>? configure = null)
        => services.AddDaprClient((_, builder) => configure?.Invoke(builder));

    /// <summary>Registers a <see cref="DaprClient"/> as a singleton, set up with the help of other services.</summary>
    public static void AddDaprClient(this IServiceCollection services, Action<IServiceProvider, DaprClientBuilder> configure)
        => services.TryAddSingleton(provider =>
        {
            var configuration = provider.GetService<IConfiguration>();
            var builder = configuration is null ? new DaprClientBuilder() : new DaprClientBuilder(configuration);
            configure(provider, builder);
            return builder.Build();
        });
}
