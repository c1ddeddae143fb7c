namespace MusicGraph.Host.Apps;

/// <summary>An app that the host runs.</summary>
internal interface IApp : IAsyncDisposable
{
    AppPlan Plan { get; }

    /// <summary>Ends when the app does and is not started again, with what to say about it.</summary>
    Task<string> Ended { get; }

    /// <summary>Starts the app, which may need a while longer before it is healthy, and tells where it listens.</summary>
    /// <param name="sidecar">Where its sidecar listens.</param>
    /// <exception cref="HostException">It cannot be started.</exception>
    Task<Uri> StartAsync(Uri sidecar, CancellationToken cancellationToken);

    /// <summary>From now on an app that ends by itself is started again, where that can be done.</summary>
    void KeepRunning();

    /// <summary>Asks the app to stop and waits for it; after the grace it is ended by force.</summary>
    Task StopAsync(TimeSpan grace);
}
