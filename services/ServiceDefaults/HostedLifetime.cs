using Microsoft.Extensions.Hosting;

namespace MusicGraph.ServiceDefaults;

/// <summary>
/// The lifetime of an app that shares its process with others: whoever runs the process hears its signals and stops the app. Where each app
/// heard them too, one would break off while another still starts.
/// </summary>
internal sealed class HostedLifetime : IHostLifetime
{
    /// <summary>The setting that asks for it, <c>--LIFETIME=host</c>.</summary>
    public const string Setting = "LIFETIME";

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
