using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MusicGraph.Gateway.Operations;

/// <summary>Ready when the sidecar is and every service answers through it that it is healthy.</summary>
internal sealed class BackendHealthCheck(DaprClient dapr, ServiceInvoker services) : IHealthCheck
{
    private static readonly string[] AppIds =
        [UserClient.AppId, CatalogClient.AppId, PlaylistClient.AppId, SocialClient.AppId, AudioClient.AppId, SearchClient.AppId, StreamsClient.AppId];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await dapr.CheckOutboundHealthAsync(cancellationToken))
            return HealthCheckResult.Unhealthy("The sidecar is not ready.");
        var missing = await Task.WhenAll(AppIds.Select(async appId => await IsHealthyAsync(appId, cancellationToken) ? null : appId));
        return missing.OfType<string>().ToArray() is { Length: > 0 } names
            ? HealthCheckResult.Unhealthy($"Not ready: {string.Join(", ", names)}.")
            : HealthCheckResult.Healthy();
    }

    private async Task<bool> IsHealthyAsync(string appId, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await services.Client(appId).GetAsync("healthz", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not reached is not ready; the health report says which.
            return false;
        }
    }
}
