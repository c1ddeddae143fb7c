using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.Caching;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Instrumentation;
using MusicGraph.GraphQL.PersistedOperations;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Collects the set-up of the server; registered as an instance, so that a second <c>AddGraphQLServer()</c> goes on with it.</summary>
internal sealed class RequestExecutorBuilder(IServiceCollection services) : IRequestExecutorBuilder
{
    private readonly List<Action<SchemaBuilder>> _schema = [];
    private readonly List<Action<IServiceProvider, RequestExecutorOptions>> _requestOptions = [];
    private readonly List<Func<GraphQLServerOptions, GraphQLServerOptions>> _serverOptions = [];

    private readonly List<Action<CostOptions>> _costOptions = [];
    private readonly List<Action<CacheControlOptions>> _cacheControlOptions = [];

    public IServiceCollection Services { get; } = services;

    /// <summary>Whether operations have a cost.</summary>
    public bool HasCosts { get; set; }

    public bool HasCacheControl { get; set; }

    /// <summary>Whether responses tell how long they may be cached.</summary>
    public bool UsesQueryCache { get; set; }

    /// <exception cref="ArgumentException">It is another one.</exception>
    public static RequestExecutorBuilder Of(IRequestExecutorBuilder builder) => builder as RequestExecutorBuilder
        ?? throw new ArgumentException("The builder is not the one that AddGraphQLServer() returned.", nameof(builder));

    public IRequestExecutorBuilder ConfigureSchema(Action<SchemaBuilder> configure)
    {
        _schema.Add(configure);
        return this;
    }

    public void ModifyRequestOptions(Action<IServiceProvider, RequestExecutorOptions> modify) => _requestOptions.Add(modify);

    public void ModifyServerOptions(Func<GraphQLServerOptions, GraphQLServerOptions> modify) => _serverOptions.Add(modify);

    public void ModifyCostOptions(Action<CostOptions> modify) => _costOptions.Add(modify);

    public void ModifyCacheControlOptions(Action<CacheControlOptions> modify) => _cacheControlOptions.Add(modify);

    public RequestExecutor BuildExecutor(IServiceProvider provider)
    {
        var schema = new SchemaBuilder();
        foreach (var configure in _schema) configure(schema);
        var options = new RequestExecutorOptions();
        foreach (var modify in _requestOptions) modify(provider, options);
        if (HasCosts)
        {
            var costs = new CostOptions();
            foreach (var modify in _costOptions) modify(costs);
            schema.AddCostDefaults(costs);
            options.Cost = costs;
        }

        if (HasCacheControl)
        {
            var caching = new CacheControlOptions();
            foreach (var modify in _cacheControlOptions) modify(caching);
            schema.AddCacheControl(caching);
            options.TellsCaching = UsesQueryCache && caching.Enable;
        }

        var storage = provider.GetService<IOperationDocumentStorage>();
        if (options.PersistedOperations.OnlyAllowPersistedDocuments && storage is null)
            throw new InvalidOperationException("Only persisted documents are allowed, but the server has no storage of them.");
        return new RequestExecutor(
            schema.Build(), options, provider.GetService<ILogger<RequestExecutor>>(), storage, provider.GetService<IDocumentHashProvider>(),
            provider.GetServices<ExecutionDiagnosticEventListener>());
    }

    public GraphQLServerOptions BuildServerOptions() =>
        _serverOptions.Aggregate(new GraphQLServerOptions(), (options, modify) => modify(options));
}
