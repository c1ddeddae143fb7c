using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MusicGraph.Gateway.Operations;

/// <summary>
/// Not ready as long as the file is there that <c>READINESS_HOLD</c> names: who starts this gateway can hold it back until the rest is
/// in place.
/// </summary>
internal sealed class StartupHold(IConfiguration configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(configuration["READINESS_HOLD"] is { Length: > 0 } file && File.Exists(file)
            ? HealthCheckResult.Unhealthy("Still starting.")
            : HealthCheckResult.Healthy());
}
