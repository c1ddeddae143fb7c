using System.Net;

namespace MusicGraph.Gateway.Tests;

public sealed class SidecarTokenTests : IAsyncLifetime
{
    private readonly GatewayFixture _gateway = new() { Settings = ["--APP_API_TOKEN=open sesame"] };

    public ValueTask InitializeAsync() => _gateway.InitializeAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("wrong", HttpStatusCode.NotFound)]
    [InlineData("open sesame", HttpStatusCode.OK)]
    public async Task The_routes_of_the_sidecar_demand_its_token(string? token, HttpStatusCode expected)
    {
        using var request = _gateway.Request(HttpMethod.Get, "/dapr/subscribe");
        if (token is not null)
            request.Headers.Add("dapr-api-token", token);

        using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }
}
