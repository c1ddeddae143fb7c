using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Metrics;
using MusicGraph.Dapr.Runtime.NameResolution;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.State.Outbox;

namespace MusicGraph.Dapr.Runtime;

/// <summary>The sidecar of one app: Dapr's HTTP API on a loopback port.</summary>
/// <remarks>Start it, build the app with <see cref="Endpoint"/> as its <c>DAPR_HTTP_ENDPOINT</c>, start the app, await <see cref="Ready"/>.</remarks>
public sealed class Sidecar : IAsyncDisposable
{
    // How long a call that is under way may still take when the sidecar stops.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly SidecarOptions _options;
    private readonly SidecarDirectory _directory;
    private readonly ComponentSet _components;
    private readonly SidecarState _state;
    private readonly AppChannel _channel;
    private readonly InvocationTargets _targets;
    private readonly Subscriber _subscriber;
    private readonly BindingReader _bindings;
    private readonly ConfigurationSubscriptions _configuration;
    private readonly Outboxes _outboxes;
    private readonly AppHealth? _health;
    private readonly Lazy<Task> _deliveriesEnded;
    private readonly WebApplication _server;
    private readonly TaskCompletionSource<Uri> _app = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private Task _connecting = Task.CompletedTask;
    private Uri? _endpoint;
    private int _stopped;

    internal Sidecar(
        SidecarOptions options, ComponentSet components, SidecarDirectory directory, ILoggerFactory loggerFactory, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.AppId);
        options.AppHealthCheck?.Check();
        _options = options;
        _directory = directory;
        _components = components;
        var logger = loggerFactory.CreateLogger<Sidecar>();
        var metrics = new SidecarMetrics(options.AppId);
        var configuration = options.ConfigurationFile is { } file ? ConfigurationReader.Load(file, logger) : DaprConfiguration.Default;
        _channel = new AppChannel(options.AppId, options.AppToken, configuration.AccessControl, metrics);
        _state = new SidecarState(options, components.For(options), configuration, metrics, time);
        _subscriber = new Subscriber(_state, _channel, components.Subscriptions, logger, time);
        _bindings = new BindingReader(_state, _channel, logger);
        _configuration = new ConfigurationSubscriptions(_channel, _state.Components.Policies, logger);
        _outboxes = new Outboxes(_state.Components.StateStores, new OutboxContext(options, _state.Components.PubSubs, time, logger));
        _deliveriesEnded = new Lazy<Task>(StopDeliveriesAsync);
        if (options.AppHealthCheck is { } check)
            _health = new AppHealth(check, _channel, StartInputAsync, StopInputAsync, time, logger);
        _targets = new InvocationTargets(_state.Identity, directory, _state.Components.HttpEndpoints);
        _server = CreateServer(
            options, configuration, loggerFactory, new SidecarPipeline(_state, _outboxes, _channel, _targets, _configuration, logger));
        if (options.AppEndpoint is not null)
            ConnectApp(options.AppEndpoint);
    }

    /// <summary>The app's id.</summary>
    public string AppId => _options.AppId;

    /// <summary>Where the sidecar listens, such as <c>http://127.0.0.1:3500</c>.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public Uri Endpoint => _endpoint ?? throw new InvalidOperationException("The sidecar was not started.");

    /// <summary>Completes once the app answers and its subscriptions stand; faults when they cannot.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the app asked the sidecar to stop (<c>POST /v1.0/shutdown</c>).</summary>
    public Task ShutdownRequested => _state.ShutdownRequested;

    /// <summary>Begins to listen. Components can be used from then on; others can invoke the app once it is connected.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="DaprConfigurationException">The configuration's name resolution is wrong.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _outboxes.StartAsync(cancellationToken).ConfigureAwait(false);

        // Never cut off half-way, which ASP.NET Core takes for a failure and logs as one: it is quick, and stopped afterwards.
        cancellationToken.ThrowIfCancellationRequested();
        await _server.StartAsync(CancellationToken.None).ConfigureAwait(false);
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        var listening = addresses!.Addresses.Select(address => new Uri(address)).ToList();
        _endpoint = listening[0];
        if (_state.Configuration.NameResolution is { } resolution)
        {
            _state.InternalPort = listening[1].Port;
            _targets.Resolver = NameResolvers.Open(
                _components.ContextOf(resolution), new SidecarAddress(AppId, _options.Namespace, $"127.0.0.1:{_state.InternalPort}"));
        }

        _directory.Add(AppId, _channel);
        using (ExecutionContext.SuppressFlow())
            _connecting = Task.Run(ConnectAsync, CancellationToken.None);
    }

    /// <summary>Tells where the app listens, where <see cref="SidecarOptions.AppEndpoint"/> did not.</summary>
    public void ConnectApp(Uri appEndpoint)
    {
        _channel.Connect(appEndpoint);
        _state.AppEndpoint = appEndpoint;
        _app.TrySetResult(appEndpoint);
    }

    /// <summary>
    /// Ends what the app is sent by itself (events, input bindings, configuration) and waits for what it works on, at most five seconds for
    /// each subscription. Its API goes on, so that this can be done before the app stops. Doing it twice is harmless.
    /// </summary>
    public Task EndDeliveriesAsync() => _deliveriesEnded.Value;

    /// <summary>Ends the subscriptions, finishes what is under way and stops listening. Doing it twice is harmless.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
            return;

        if (_options.BlockShutdownDuration > TimeSpan.Zero)
            await Task.Delay(_options.BlockShutdownDuration, _state.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _directory.Remove(AppId, _channel);
        if (_targets.Resolver is { } resolver)
            await resolver.DisposeAsync().ConfigureAwait(false);
        await EndDeliveriesAsync().ConfigureAwait(false);
        await _outboxes.DisposeAsync().ConfigureAwait(false);
        await _server.StopAsync(cancellationToken).ConfigureAwait(false);
        _ready.TrySetCanceled(CancellationToken.None);
    }

    /// <summary>Stops and frees everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _channel.Dispose();
        _targets.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication CreateServer(
        SidecarOptions options, DaprConfiguration configuration, ILoggerFactory loggerFactory, SidecarPipeline pipeline)
    {
        // The empty builder reads no environment and no files: nothing of the process may leak into one of its sidecars.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggerFactory);
        builder.Services.AddSingleton<IHostLifetime, SidecarLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_patience);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.HttpPort);
            if (configuration.NameResolution is not null)
                kestrel.Listen(IPAddress.Loopback, options.InternalPort);
        });
        var server = builder.Build();
        server.Run(pipeline.InvokeAsync);
        return server;
    }

    private async Task ConnectAsync()
    {
        try
        {
            // An app without an address has none to wait for, but may still be told of one later.
            if (_options.AppEndpoint is null)
                _state.MarkReady();
            await _app.Task.ConfigureAwait(false);
            await (_health is null ? StartInputAsync() : _health.StartAsync(_stopping.Token)).ConfigureAwait(false);
            _state.MarkReady();
            _ready.TrySetResult();
            if (_health is not null)
                await _health.WatchAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ready.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception error)
        {
            _ready.TrySetException(error);
        }
    }

    private async Task StopDeliveriesAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _app.TrySetCanceled(CancellationToken.None);
        await _connecting.ConfigureAwait(false);
        await _configuration.DisposeAsync().ConfigureAwait(false);
        await StopInputAsync().ConfigureAwait(false);
    }

    /// <summary>Begins to bring the app what comes in for it: events of its topics and of input bindings.</summary>
    private async Task StartInputAsync()
    {
        await _subscriber.SubscribeAsync(_stopping.Token).ConfigureAwait(false);
        await _bindings.StartAsync(_stopping.Token).ConfigureAwait(false);
    }

    private async Task StopInputAsync()
    {
        await _bindings.StopAsync().ConfigureAwait(false);
        await _subscriber.StopAsync().ConfigureAwait(false);
    }
}
