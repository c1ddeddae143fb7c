using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a GraphQL server.</summary>
public static class GraphQLServiceCollectionExtensions
{
    /// <summary>Adds the server; called again, it goes on with the same one.</summary>
    /// <param name="disableDefaultSecurity">
    /// Leaves out what keeps a server from harm that nobody has thought of: the limits of cost and, but in development, that the schema is not
    /// told by introspection or suggestions and that paths do not go in circles.
    /// </param>
    public static IRequestExecutorBuilder AddGraphQLServer(this IServiceCollection services, bool disableDefaultSecurity = false)
    {
        var known = services.FirstOrDefault(service => service.ServiceType == typeof(RequestExecutorBuilder));
        if (known?.ImplementationInstance is RequestExecutorBuilder existing) return existing;

        var builder = new RequestExecutorBuilder(services);
        services.AddSingleton(builder);
        services.AddSingleton(provider => provider.GetRequiredService<RequestExecutorBuilder>().BuildExecutor(provider));
        services.AddSingleton(provider => provider.GetRequiredService<RequestExecutorBuilder>().BuildServerOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<IBatchScheduler, BatchScheduler>();
        return disableDefaultSecurity ? builder : builder.AddDefaultSecurity();
    }

    private static IRequestExecutorBuilder AddDefaultSecurity(this RequestExecutorBuilder builder)
    {
        builder.ModifyRequestOptions((services, options) => options.SuggestNames = IsDevelopment(services));
        return builder
            .AddCostAnalyzer()
            .DisableIntrospection((services, _) => !IsDevelopment(services))
            .AddMaxAllowedFieldCycleDepthRule(isEnabled: (services, _) => !IsDevelopment(services));
    }

    /// <summary>Without a host there is no telling; then it is nobody's production.</summary>
    private static bool IsDevelopment(IServiceProvider services) => services.GetService<IHostEnvironment>()?.IsDevelopment() != false;
}
