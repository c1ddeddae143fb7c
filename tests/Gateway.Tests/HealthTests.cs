using System.Net;

namespace MusicGraph.Gateway.Tests;

public sealed class HealthTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Healthz_is_503_until_the_sidecar_and_all_services_are_ready()
    {
        gateway.Services.SidecarIsReady = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync());

        gateway.Services.SidecarIsReady = true;
        gateway.Services.Unhealthy.Add("catalog");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthAsync());

        gateway.Services.Unhealthy.Clear();
        Assert.Equal(HttpStatusCode.OK, await HealthAsync());
    }

    private async Task<HttpStatusCode> HealthAsync()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/healthz");
        return response.StatusCode;
    }
}
