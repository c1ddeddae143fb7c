using Microsoft.Extensions.DependencyInjection.Extensions;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a GraphQL server.</summary>
public static class GraphQLServiceCollectionExtensions
{
    /// <summary>Adds the server; called again, it goes on with the same one.</summary>
    /// <param name="disableDefaultSecurity">Leaves out what keeps a server from harm that nobody has thought of: the limits of cost.</param>
    public static IRequestExecutorBuilder AddGraphQLServer(this IServiceCollection services, bool disableDefaultSecurity = false)
    {
        var known = services.FirstOrDefault(service => service.ServiceType == typeof(RequestExecutorBuilder));
        if (known?.ImplementationInstance is RequestExecutorBuilder existing) return existing;

        var builder = new RequestExecutorBuilder(services) { HasCosts = !disableDefaultSecurity };
        services.AddSingleton(builder);
        services.AddSingleton(provider => provider.GetRequiredService<RequestExecutorBuilder>().BuildExecutor(provider));
        services.AddSingleton(provider => provider.GetRequiredService<RequestExecutorBuilder>().BuildServerOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<IBatchScheduler, BatchScheduler>();
        return builder;
    }
}
