using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime;
using MusicGraph.Host.Api;
using MusicGraph.Host.Apps;
using MusicGraph.Host.DemoWorld;
using MusicGraph.Host.Import;
using MusicGraph.Host.Output;
using MusicGraph.Host.Topology;

namespace MusicGraph.Host;

/// <summary>Runs every app of <c>tye.yaml</c> on this machine, each beside its own sidecar.</summary>
internal sealed class MusicGraphHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SignalGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromMinutes(5);

    // As in dapr/dapr.yaml, but slow is not unwell where eight apps and their databases share the cores of one machine.
    private static readonly AppHealthCheck HealthCheck = new() { Path = "/livez", ProbeTimeout = TimeSpan.FromSeconds(5) };

    private readonly HostOptions _options;
    private readonly TextWriter _output;
    private readonly TyeFile _tye;
    private readonly DataFolder _data;
    private readonly ILoggerFactory _loggers;
    private readonly DaprRuntime _dapr;
    private readonly List<RunningApp> _apps = [];
    private readonly HttpClient _http;

    private MusicGraphHost(HostOptions options, TextWriter output, TyeFile tye, DataFolder data, ILoggerFactory loggers, DaprRuntime dapr)
    {
        _options = options;
        _output = output;
        _tye = tye;
        _data = data;
        _loggers = loggers;
        _dapr = dapr;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{PublicPort}"), Timeout = RequestLimit };
    }

    private int PublicPort => _options.Port ?? _tye.Public.Port!.Value;

    /// <summary>Checks what the options name and opens the components; nothing listens yet.</summary>
    /// <exception cref="HostException">Something that was asked for cannot be had.</exception>
    public static async Task<MusicGraphHost> CreateAsync(HostOptions options, TextWriter output, CancellationToken stop)
    {
        var path = TyeFile.Find(AppContext.BaseDirectory) ?? TyeFile.Find(Environment.CurrentDirectory)
            ?? throw new HostException($"{TyeFile.Name} is neither above {AppContext.BaseDirectory} nor above {Environment.CurrentDirectory}.");
        var tye = TyeFile.Load(path).WithReplicas(options.Replicas);
        var components = Path.GetFullPath(options.Components ?? Path.Combine(tye.Folder, "components", "local"));
        if (!Directory.Exists(components))
            throw new HostException($"--components: there is no folder {components}.", HostException.Usage);
        if (options.Import is { } music && !Directory.Exists(music))
            throw new HostException($"--import: there is no folder {Path.GetFullPath(music)}.", HostException.Usage);

        var port = options.Port ?? tye.Public.Port!.Value;
        foreach (var each in Enumerable.Range(port, tye.Public.Replicas))
        {
            if (!LoopbackPorts.IsFree(each))
                throw new HostException($"Port {each} is taken by another program; --port chooses another one.");
        }

        var data = DataFolder.Open(options.Data);
        var loggers = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
        try
        {
            SecretsFile.Complete(data.Path);
            var dapr = await DaprRuntime.LoadAsync([components, Path.Combine(tye.Folder, "dapr", "config")], data.Path, loggers, cancellationToken: stop);
            var missing = Contracts.Components.Needed.Except(dapr.Components.Select(component => component.Name)).ToArray();
            if (missing.Length > 0)
                throw new DaprConfigurationException($"{components} defines no component {string.Join(", no ", missing)}; the services need them.");
            output.WriteLine($"MusicGraph on the components of {components}, data in {data.Path}");
            return new MusicGraphHost(options, output, tye, data, loggers, dapr);
        }
        catch (Exception error)
        {
            loggers.Dispose();
            data.Dispose();
            if (error is DaprConfigurationException)
                throw new HostException(error.Message, inner: error);
            throw;
        }
    }

    /// <summary>Starts everything, says that it is ready, and stops everything when asked to.</summary>
    /// <exception cref="HostException">An app does not start, or ends by itself.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await StartAsync(ending, stop);
            await Task.Delay(Timeout.Infinite, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Asked to stop, or an app has ended; which of the two is told below.
        }
        finally
        {
            if (stop.IsCancellationRequested)
                _output.WriteLine("stopping");
            await StopAppsAsync();
        }

        if (!stop.IsCancellationRequested && _apps.FirstOrDefault(app => app.App.Ended.IsCompleted) is { } ended)
            throw new HostException($"{await ended.App.Ended} Everything was stopped.");
    }

    /// <summary>Frees everything: the apps are stopped by now, the sidecars stop here.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
            await app.App.DisposeAsync();
        await _dapr.DisposeAsync();
        _http.Dispose();
        _loggers.Dispose();
        _data.Dispose();
    }

    private async Task StartAsync(CancellationTokenSource ending, CancellationToken stop)
    {
        CreateApps();
        await WithinStartLimitAsync(
            async cancel =>
            {
                await Task.WhenAll(_apps.Select(app => Task.Run(() => app.StartAsync(cancel), cancel)));
                foreach (var app in _apps)
                    _ = WatchAsync(app, ending, stop);
                await Task.WhenAll(_apps.Select(app => app.WaitUntilUpAsync(_http, mustBeHealthy: !IsPublic(app), cancel)));
            },
            ending.Token);
        await FillAsync(new GraphQLClient(_http), ending.Token);
        _data.Release();
        await WithinStartLimitAsync(
            cancel => Task.WhenAll(_apps.Select(app => app.WaitUntilUpAsync(_http, mustBeHealthy: true, cancel))), ending.Token);

        foreach (var app in _apps)
            app.App.KeepRunning();
        _output.WriteLine(StatusTable.Format([.. _apps.Select(app => app.Status())]));
        _output.WriteLine($"GraphQL at http://localhost:{PublicPort}/graphql"
            + (_options.Demo ? $", log in as {DemoContent.Main.UserName} with {DemoContent.Password}" : ""));
        _output.WriteLine($"ready in {(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds:0} ms");
    }

    private async Task WithinStartLimitAsync(Func<CancellationToken, Task> start, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        foreach (var app in _apps)
            app.IsUp = false;
        try
        {
            await start(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var late = _apps.Where(app => !app.IsUp).Select(app => app.App.Plan.Name);
            throw new HostException($"After {StartLimit.TotalSeconds:0} s this is still not up: {string.Join(", ", late)}.");
        }
    }

    /// <summary>Ends the run when an app ends by itself.</summary>
    private static async Task WatchAsync(RunningApp app, CancellationTokenSource ending, CancellationToken stop)
    {
        await app.App.Ended;

        // Ctrl-C on a terminal reaches the apps' processes as well as this one, and an app may be quicker.
        await Task.Delay(SignalGrace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested)
            await ending.CancelAsync();
    }

    /// <summary>The order is that of the file, so that an app listed first, such as the gateway, is also the first to answer.</summary>
    private void CreateApps()
    {
        var daprToken = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var appToken = RandomNumberGenerator.GetHexString(32, lowercase: true);

        // In this process an app can say which port it was given; another process must be told one.
        var count = _tye.Services.Sum(service => service.Replicas);
        var free = new Queue<int>(_options.Processes ? LoopbackPorts.Take(count) : new int[count]);
        foreach (var service in _tye.Services)
        {
            for (var replica = 1; replica <= service.Replicas; replica++)
            {
                var isPublic = service.Port is not null;
                var port = isPublic ? PublicPort + replica - 1 : free.Dequeue();
                var plan = new AppPlan(
                    service,
                    replica,
                    new Uri($"http://127.0.0.1:{port}"),
                    daprToken,
                    appToken,
                    isPublic
                        ? new Dictionary<string, string> { ["READINESS_HOLD"] = _data.Hold }
                        : new Dictionary<string, string> { ["DATA_FOLDER"] = _data.Path });
                var sidecar = _dapr.CreateSidecar(new SidecarOptions
                {
                    AppId = service.Name,
                    PodName = plan.Name,
                    ApiToken = daprToken,
                    AppToken = appToken,
                    AppHealthCheck = HealthCheck,
                    ConfigurationFile = Path.Combine(_tye.Folder, "dapr", "config", "config.yaml"),
                });
                _apps.Add(new RunningApp(_options.Processes ? new ProcessApp(plan) : new InProcessApp(plan), sidecar));
            }
        }
    }

    /// <summary>The demo world and the music that is to be imported. Neither is worth not starting for.</summary>
    private async Task FillAsync(GraphQLClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (_options.Demo && await new DemoBuilder(client, TimeProvider.System).BuildAsync(cancellationToken))
                _output.WriteLine("demo world created");
            if (_options.Import is { } folder)
                await ImportAsync(client, Path.GetFullPath(folder), cancellationToken);
        }
        catch (Exception error) when (error is ApiException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"musicgraph: the demo world or the import is not complete: {error.Message}");
        }
    }

    private async Task ImportAsync(GraphQLClient client, string folder, CancellationToken cancellationToken)
    {
        if (!await AudioProbe.IsThereAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync($"musicgraph: nothing is imported. {AudioProbe.HowToGet}");
            return;
        }

        var files = MusicFolder.Files(folder);
        _output.WriteLine($"importing {files.Count} files of {folder}");
        var importer = await new ImporterAccount(client, _data.Path, TimeProvider.System).LogInAsync(cancellationToken);
        int? width = Console.IsOutputRedirected ? null : Math.Max(Console.WindowWidth, 60);
        var progress = new ImportProgress(_output, files.Count, width);
        var summary = await new MusicImport(importer, folder, _data.Temporary).RunAsync(files, progress, cancellationToken);
        _output.WriteLine($"imported: {summary}");
    }

    private async Task StopAppsAsync()
    {
        // Events that came while the apps stop would find nobody.
        await Task.WhenAll(_apps.Select(app => app.EndDeliveriesAsync()));

        // First the one that takes requests from outside, then those it asks.
        foreach (var group in _apps.GroupBy(IsPublic).OrderByDescending(group => group.Key))
            await Task.WhenAll(group.Select(app => app.App.StopAsync(StopGrace)));
    }

    private bool IsPublic(RunningApp app) => app.App.Plan.Service.Port is not null;
}
