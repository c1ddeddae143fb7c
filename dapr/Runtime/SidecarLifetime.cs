using Microsoft.Extensions.Hosting;

namespace MusicGraph.Dapr.Runtime;

/// <summary>A sidecar is stopped by whoever started it, and does not hear the signals of the process that it is in.</summary>
internal sealed class SidecarLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
