using Microsoft.Extensions.Diagnostics.HealthChecks;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Feeding;

/// <summary>How far the index is. The service is ready when there is one that was built once; events keep it current from then on.</summary>
internal sealed class IndexReadiness(IIndexStore store) : IHealthCheck
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the index is open.</summary>
    public Task Opened => _opened.Task;

    public void SetOpened() => _opened.TrySetResult();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Opened.IsCompletedSuccessfully && store.BuiltAt is not null
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The search index is being built."));
}
