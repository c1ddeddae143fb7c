using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.AspNetCore.Connections;
using MusicGraph.GraphQL.AspNetCore.EventStreams;
using MusicGraph.GraphQL.AspNetCore.Ide;
using MusicGraph.GraphQL.AspNetCore.Sockets;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Instrumentation;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a GraphQL server into an app's routes.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Answers GraphQL over HTTP, Server-Sent Events and WebSockets at <paramref name="path"/>, the schema at <c>?sdl</c>, and shows a
    /// browser the IDE. The schema is made here, so that a faulty one stops the app before it takes requests.
    /// </summary>
    /// <exception cref="MusicGraph.GraphQL.Types.SchemaException">The schema is not valid.</exception>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/graphql")
    {
        path = path.TrimEnd('/');
        var group = endpoints.MapGroup(path);
        var services = endpoints.ServiceProvider;
        var options = services.GetRequiredService<GraphQLServerOptions>();
        var executor = services.GetRequiredService<RequestExecutor>();
        var ide = new IdeEndpoint($"{path}/index.html", options.Tool.Enable ? IdeFiles.Find(endpoints, path, options.Tool.Folder) : null);
        var endpoint = Create(endpoints, executor, options, ide);

        RequestDelegate handle = endpoint.HandleAsync;
        group.Map("", handle.Observe(services.GetServices<ServerDiagnosticEventListener>())).WithDisplayName("GraphQL");
        if (options.Tool.Enable) group.MapMethods("/{**file}", [HttpMethods.Get], (RequestDelegate)ide.GetFileAsync).WithDisplayName("GraphQL IDE");
        return group;
    }

    /// <summary>
    /// Answers operations of the storage at addresses of their own: <c>GET</c> or <c>POST</c> <paramref name="path"/><c>/ID</c> or
    /// <c>/ID/NAME</c>, the variables in the query string or the body.
    /// </summary>
    /// <param name="requireOperationName">Whether the address must name the operation, so that it can be read in logs.</param>
    public static IEndpointConventionBuilder MapGraphQLPersistedOperations(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/graphql/persisted", bool requireOperationName = false)
    {
        var services = endpoints.ServiceProvider;
        var options = services.GetRequiredService<GraphQLServerOptions>();
        var pipeline = new RequestPipeline(services.GetRequiredService<RequestExecutor>(), services.GetService<IHttpRequestInterceptor>());
        var streams = new LiveConnections(options.EventStreams.KeepAliveInterval, services.GetRequiredService<TimeProvider>());
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(streams.Shutdown);
        var endpoint = new PersistedOperationEndpoint(new GraphQLHttpEndpoint(pipeline, options, streams, LoggerOf(services)), requireOperationName);
        return endpoints.MapMethods(
            $"{path.TrimEnd('/')}/{{{PersistedOperationEndpoint.IdParameter}}}/{{{PersistedOperationEndpoint.NameParameter}?}}",
            [HttpMethods.Get, HttpMethods.Post],
            (RequestDelegate)endpoint.HandleAsync).WithDisplayName("GraphQL persisted operations");
    }

    private static ILogger LoggerOf(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("MusicGraph.GraphQL.AspNetCore");

    private static GraphQLEndpoint Create(IEndpointRouteBuilder endpoints, RequestExecutor executor, GraphQLServerOptions options, IdeEndpoint ide)
    {
        var services = endpoints.ServiceProvider;
        var time = services.GetRequiredService<TimeProvider>();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var logger = LoggerOf(services);
        var pipeline = new RequestPipeline(executor, services.GetService<IHttpRequestInterceptor>());

        var sockets = new LiveConnections(options.Sockets.KeepAliveInterval, time);
        var eventStreams = new LiveConnections(options.EventStreams.KeepAliveInterval, time);
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() =>
        {
            sockets.Shutdown();
            eventStreams.Shutdown();
        });

        var interceptor = services.GetService<ISocketSessionInterceptor>() ?? new DefaultSocketSessionInterceptor();
        var server = new SocketServer(pipeline, options.Sockets, sockets, interceptor, scopes, time, logger);
        var upgrade = endpoints.CreateApplicationBuilder();
        upgrade.UseWebSockets();
        upgrade.Run(server.HandleAsync);

        return new GraphQLEndpoint(
            new GraphQLHttpEndpoint(pipeline, options, eventStreams, logger),
            new SharedEventStreamEndpoint(pipeline, options, eventStreams, new ReservedStreams(options.EventStreams, time, logger), scopes),
            new SchemaEndpoint(executor),
            ide,
            upgrade.Build(),
            options);
    }
}
