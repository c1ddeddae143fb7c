using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime;

/// <summary>
/// Dapr for one machine: the components of a folder, shared by any number of sidecars in this process, each of which serves Dapr's HTTP API.
/// </summary>
public sealed class DaprRuntime : IAsyncDisposable
{
    private readonly ComponentSet _components;
    private readonly ILoggerFactory _loggerFactory;
    private readonly TimeProvider _time;
    private readonly SidecarDirectory _directory = new();
    private readonly ConcurrentBag<Sidecar> _sidecars = [];

    private DaprRuntime(ComponentSet components, ILoggerFactory loggerFactory, TimeProvider time)
    {
        _components = components;
        _loggerFactory = loggerFactory;
        _time = time;
    }

    /// <summary>The components that were loaded, by name.</summary>
    public IReadOnlyList<LoadedComponent> Components => _components.Describe(appId: null);

    /// <summary>Reads every <c>*.yaml</c> and <c>*.yml</c> of a folder and opens the components that they define.</summary>
    /// <param name="componentsDirectory">The folder of Dapr resource files; it is not searched in depth.</param>
    /// <param name="workingDirectory">What relative paths inside components are relative to; it is made where it is missing.</param>
    /// <exception cref="DaprConfigurationException">A file is wrong or a component cannot be opened.</exception>
    public static Task<DaprRuntime> LoadAsync(
        string componentsDirectory,
        string workingDirectory,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
        => LoadAsync([componentsDirectory], workingDirectory, loggerFactory, timeProvider, cancellationToken);

    /// <summary>The same with several folders, as daprd's <c>--resources-path</c> may be given more than once.</summary>
    /// <exception cref="DaprConfigurationException">A file is wrong or a component cannot be opened.</exception>
    public static async Task<DaprRuntime> LoadAsync(
        IReadOnlyList<string> resourcesDirectories,
        string workingDirectory,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        var loggers = loggerFactory ?? NullLoggerFactory.Instance;
        var time = timeProvider ?? TimeProvider.System;
        var resources = ResourceLoader.Load(resourcesDirectories, loggers.CreateLogger<DaprRuntime>());
        Directory.CreateDirectory(workingDirectory);
        var components = await ComponentSet
            .OpenAsync(resources, Path.GetFullPath(workingDirectory), loggers, time, cancellationToken)
            .ConfigureAwait(false);
        return new DaprRuntime(components, loggers, time);
    }

    /// <summary>Makes a sidecar, which listens once it is started. Two with one app id are replicas of the same app.</summary>
    /// <exception cref="DaprConfigurationException">Its <see cref="SidecarOptions.ConfigurationFile"/> is wrong.</exception>
    public Sidecar CreateSidecar(SidecarOptions options)
    {
        var sidecar = new Sidecar(options, _components, _directory, _loggerFactory, _time);
        _sidecars.Add(sidecar);
        return sidecar;
    }

    /// <summary>Stops the sidecars and closes the components; what was acknowledged is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var sidecar in _sidecars)
            await sidecar.DisposeAsync().ConfigureAwait(false);
        await _components.DisposeAsync().ConfigureAwait(false);
    }
}
