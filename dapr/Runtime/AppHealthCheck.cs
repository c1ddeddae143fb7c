namespace MusicGraph.Dapr.Runtime;

/// <summary>
/// How a sidecar finds out whether its app is well. While it is not, the app is sent nothing: its subscriptions and input bindings are stopped,
/// and invocations fail at once with <c>ERR_DIRECT_INVOKE</c>. The app's own calls to the sidecar go on.
/// </summary>
/// <remarks>https://docs.dapr.io/operations/resiliency/health-checks/app-health/; defaults as in dapr/dapr, <c>pkg/apphealth/config.go</c>.</remarks>
public sealed class AppHealthCheck
{
    /// <summary>What is asked for by <c>GET</c> (<c>--app-health-check-path</c>); an answer of 200 to 299 is well.</summary>
    public string Path { get; init; } = "/healthz";

    /// <summary>From one probe to the next (<c>--app-health-probe-interval</c>).</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take (<c>--app-health-probe-timeout</c>), at most <see cref="ProbeInterval"/>.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many probes in a row fail until the app counts as unwell (<c>--app-health-threshold</c>); one that succeeds makes it well again.</summary>
    public int Threshold { get; init; } = 3;

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        if (ProbeInterval <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(ProbeInterval)} must be more than nothing.");
        if (ProbeTimeout <= TimeSpan.Zero || ProbeTimeout > ProbeInterval)
            throw new ArgumentException($"{nameof(ProbeTimeout)} must be more than nothing and at most {nameof(ProbeInterval)}.");
        if (Threshold < 1)
            throw new ArgumentException($"{nameof(Threshold)} must be at least 1.");
    }
}
