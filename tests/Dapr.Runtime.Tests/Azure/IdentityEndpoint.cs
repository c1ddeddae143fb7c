using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Azure;

/// <summary>
/// A managed identity's endpoint, as App Service and Container Apps have it
/// (https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference), found through this process's environment.
/// </summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    private const string Header = "the identity header";

    private readonly ConcurrentQueue<(string? Resource, string? ClientId)> _asked = new();
    private TestApp? _app;

    /// <summary>What tokens were asked for.</summary>
    public IReadOnlyCollection<(string? Resource, string? ClientId)> Asked => _asked;

    /// <summary>The token that is given out.</summary>
    public string Token { get; set; } = Guid.NewGuid().ToString();

    /// <summary>How long it is good for.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(8);

    public static async Task<IdentityEndpoint> StartAsync()
    {
        var endpoint = new IdentityEndpoint();
        endpoint._app = await TestApp.StartAsync("identity", app => app.MapGet("/token", endpoint.Answer));
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(endpoint._app.Address, "/token").AbsoluteUri);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", Header);
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        await _app!.DisposeAsync();
    }

    private IResult Answer(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != Header)
            return Results.Unauthorized();

        _asked.Enqueue((request.Query["resource"], request.Query["client_id"]));
        return Results.Json(new
        {
            access_token = Token,
            expires_on = (DateTimeOffset.UtcNow + Lifetime).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            resource = request.Query["resource"].ToString(),
            token_type = "Bearer",
            client_id = request.Query["client_id"].ToString(),
        });
    }
}
