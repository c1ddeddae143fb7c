using System.Globalization;
using MusicGraph.Dapr.Conformance;
using MusicGraph.Servers;

[assembly: AssemblyFixture(typeof(Subject))]

namespace MusicGraph.Dapr.Conformance;

/// <summary>
/// What is tested: the Dapr of <c>DAPR_HTTP_ENDPOINT</c>, beside the app that this starts at <c>APP_PORT</c>; or, where none is named,
/// the embedded runtime, started here.
/// </summary>
public sealed class Subject : IAsyncLifetime
{
    /// <summary>The id that the sidecar must have been given.</summary>
    public const string AppId = "conformance";

    private const string RedisVariable = "CONFORMANCE_REDIS";
    private const int DefaultAppPort = 6010;

    private EmbeddedDapr? _embedded;
    private RedisServer? _redis;

    /// <summary>A client of the sidecar that sends the token which it wants.</summary>
    public HttpClient Dapr { get; private set; } = null!;

    /// <summary>The app beside it.</summary>
    public ConformanceApp App { get; private set; } = null!;

    /// <summary>The Redis behind locks and configuration, as <c>host:port</c>.</summary>
    public string Redis { get; private set; } = Variable(RedisVariable) ?? "";

    /// <summary>What the sidecar wants as <c>dapr-api-token</c>; null for nothing.</summary>
    public string? ApiToken { get; private set; } = Variable("DAPR_API_TOKEN");

    /// <summary>What the sidecar sends the app as <c>dapr-api-token</c>; null for nothing.</summary>
    public string? AppToken { get; private set; } = Variable("APP_API_TOKEN");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var endpoint = Variable("DAPR_HTTP_ENDPOINT");
        if (endpoint is not null)
        {
            App = await ConformanceApp.StartAsync(int.Parse(Variable("APP_PORT") ?? $"{DefaultAppPort}", CultureInfo.InvariantCulture));
        }
        else
        {
            ApiToken = "conformance-api-token";
            AppToken = "conformance-app-token";
            App = await ConformanceApp.StartAsync(port: 0);
            await StartRedisAsync();
            _embedded = await EmbeddedDapr.StartAsync(App.Address, ApiToken, AppToken);
        }

        Dapr = new HttpClient { BaseAddress = _embedded?.Endpoint ?? new Uri(endpoint!) };
        if (ApiToken is not null)
            Dapr.DefaultRequestHeaders.Add("dapr-api-token", ApiToken);
        await Condition.UntilAsync(() => Condition.SucceedsAsync(Dapr, "/v1.0/healthz"), "the Dapr at DAPR_HTTP_ENDPOINT was healthy");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dapr?.Dispose();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
        if (App is not null)
            await App.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // The component files take the address from the environment, as daprd's do.
    private async Task StartRedisAsync()
    {
        _redis = new RedisServer();
        await _redis.StartAsync();
        Redis = _redis.Host;
        Environment.SetEnvironmentVariable(RedisVariable, Redis);
    }
}
