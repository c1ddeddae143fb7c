using MusicGraph.Host.Topology;

namespace MusicGraph.Host.Apps;

/// <summary>Everything an app is told at its start.</summary>
/// <param name="Replica">Which of the service's replicas it is, from 1.</param>
/// <param name="Address">Where the app is to listen; port 0 lets it choose.</param>
/// <param name="DaprApiToken">What the app shows its sidecar.</param>
/// <param name="AppApiToken">What the sidecar shows the app.</param>
/// <param name="Extra">Settings that only this app gets.</param>
internal sealed record AppPlan(
    TyeService Service,
    int Replica,
    Uri Address,
    string DaprApiToken,
    string AppApiToken,
    IReadOnlyDictionary<string, string> Extra)
{
    /// <summary>What it is called in what the host prints: the service's name, and from the second replica on its number.</summary>
    public string Name => Replica == 1 ? Service.Name : $"{Service.Name}-{Replica}";

    /// <summary>The app's settings, by the names that Dapr gives them; those of <c>tye.yaml</c> come last and win.</summary>
    /// <param name="sidecar">Where its sidecar listens.</param>
    public IReadOnlyDictionary<string, string> Settings(Uri sidecar)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["APP_ID"] = Service.Name,
            ["DAPR_HTTP_ENDPOINT"] = sidecar.GetLeftPart(UriPartial.Authority),
            ["DAPR_API_TOKEN"] = DaprApiToken,
            ["APP_API_TOKEN"] = AppApiToken,

            // While it starts, an app is not healthy, which is no fault: the host waits, and shows who is healthy in the end.
            ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        };
        foreach (var (name, value) in Extra.Concat(Service.Environment))
            settings[name] = value;
        return settings;
    }
}
