namespace MusicGraph.Dapr.Runtime;

/// <summary>What a sidecar is told when it is made.</summary>
public sealed class SidecarOptions
{
    /// <summary>The app's id: what others invoke it by, what its keys are prefixed with, its name as a consumer of topics.</summary>
    public required string AppId { get; init; }

    /// <summary>Dapr's namespace of the app (<c>NAMESPACE</c>): what <c>{namespace}</c> in a component stands for.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What tells this replica of the app from the others (<c>POD_NAME</c>): what <c>{podName}</c> in a component stands for; null for nothing.</summary>
    public string? PodName { get; init; }

    /// <summary>Where the app listens, such as <c>http://127.0.0.1:5001</c>; null when there is none or <see cref="Sidecar.ConnectApp"/> will tell.</summary>
    public Uri? AppEndpoint { get; init; }

    /// <summary>Whether and how the app is asked if it is well (daprd's <c>--enable-app-health-check</c>); null, as by default, for not at all.</summary>
    public AppHealthCheck? AppHealthCheck { get; init; }

    /// <summary>The loopback port to listen on; 0 for a free one.</summary>
    public int HttpPort { get; init; }

    /// <summary>
    /// The loopback port for the sidecars of other processes (daprd's <c>--dapr-internal-grpc-port</c>); 0 for a free one. It is listened on only
    /// where <see cref="ConfigurationFile"/> has a name resolution.
    /// </summary>
    public int InternalPort { get; init; }

    /// <summary>
    /// How long the sidecar goes on serving after it is asked to stop (daprd's <c>--dapr-block-shutdown-duration</c>), so that its app can end its
    /// own work first; nothing by default.
    /// </summary>
    public TimeSpan BlockShutdownDuration { get; init; }

    /// <summary>What the app has to send as <c>dapr-api-token</c> (Dapr's <c>DAPR_API_TOKEN</c>); null for nothing.</summary>
    public string? ApiToken { get; init; }

    /// <summary>What the app is sent as <c>dapr-api-token</c> (Dapr's <c>APP_API_TOKEN</c>); null for nothing.</summary>
    public string? AppToken { get; init; }

    /// <summary>A file of kind <c>Configuration</c> (daprd's <c>--config</c>); null for Dapr's defaults.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>
    /// Bytes that the body of a state, publish or binding request may have, which is held in memory: 256 MiB by default. Service
    /// invocation streams and has no limit. daprd's <c>--max-body-size</c> is 4 MiB by default and limits all of them.
    /// </summary>
    public long MaxBodySize { get; init; } = 256 * 1024 * 1024;
}
