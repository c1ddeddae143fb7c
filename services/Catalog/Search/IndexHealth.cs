using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MusicGraph.Catalog.Search;

/// <summary>The service is ready when its index is.</summary>
internal sealed class IndexHealth(SearchIndexer indexer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(indexer.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The search index is being built."));
}
