using System.Collections.Concurrent;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Metrics;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>What the endpoints of one sidecar share.</summary>
internal sealed class SidecarState(SidecarOptions options, AppComponents components, DaprConfiguration configuration, SidecarMetrics metrics, TimeProvider time)
{
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _ready;

    public SidecarOptions Options { get; } = options;

    public string AppId => Options.AppId;

    /// <summary>Who the app is to those that it invokes.</summary>
    public CallerIdentity Identity { get; } = new(options.AppId, options.Namespace, configuration.TrustDomain);

    public AppComponents Components { get; } = components;

    public DaprConfiguration Configuration { get; } = configuration;

    public SidecarMetrics Metrics { get; } = metrics;

    public TimeProvider Time { get; } = time;

    /// <summary>What the app subscribed to, once that is known.</summary>
    public IReadOnlyList<SubscriptionDefinition> Subscriptions { get; set; } = [];

    /// <summary>Attributes that were set by <c>PUT /v1.0/metadata/{name}</c>.</summary>
    public ConcurrentDictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Where other processes' sidecars reach this one; 0 where they do not.</summary>
    public int InternalPort { get; set; }

    /// <summary>Where the app listens, once that is known.</summary>
    public Uri? AppEndpoint { get; set; }

    public bool IsReady => _ready;

    public Task ShutdownRequested => _shutdown.Task;

    public void MarkReady() => _ready = true;

    public void RequestShutdown() => _shutdown.TrySetResult();
}
