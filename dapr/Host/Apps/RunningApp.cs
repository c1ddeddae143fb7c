using MusicGraph.Dapr.Runtime;
using MusicGraph.Host.Output;

namespace MusicGraph.Host.Apps;

/// <summary>An app and the sidecar beside it.</summary>
internal sealed class RunningApp(IApp app, Sidecar sidecar)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private Uri? _address;
    private bool _healthy;

    public IApp App => app;

    /// <summary>Whether the app and its sidecar have answered.</summary>
    public bool IsUp { get; set; }

    /// <summary>Starts the sidecar, then the app, and tells the one about the other.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await sidecar.StartAsync(cancellationToken);
        _address = await app.StartAsync(sidecar.Endpoint, cancellationToken);
        sidecar.ConnectApp(_address);
    }

    /// <summary>Waits until the sidecar has the app's subscriptions and the app answers <c>GET /healthz</c>.</summary>
    /// <param name="mustBeHealthy">Whether the answer has to be 200; if not, any will do.</param>
    public async Task WaitUntilUpAsync(HttpClient http, bool mustBeHealthy, CancellationToken cancellationToken)
    {
        try
        {
            await sidecar.Ready.WaitAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new HostException($"The sidecar of {app.Plan.Name} does not get on with it: {error.Message}", inner: error);
        }

        var health = new Uri(_address!, "/healthz");
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(health, cancellationToken);
                _healthy = response.IsSuccessStatusCode;
                if (_healthy || !mustBeHealthy)
                    break;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(Pause, cancellationToken);
        }

        IsUp = true;
    }

    /// <summary>Ends what the sidecar sends the app by itself, and waits for what the app works on.</summary>
    public Task EndDeliveriesAsync() => sidecar.EndDeliveriesAsync();

    public AppStatus Status() => new(app.Plan.Name, _address!, sidecar.Endpoint, _healthy);
}
