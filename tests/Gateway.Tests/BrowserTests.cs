using System.Net;

namespace MusicGraph.Gateway.Tests;

public sealed class BrowserTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_preflight_of_another_site_is_refused_unless_it_is_named()
    {
        using var response = await PreflightAsync(gateway, "https://app.example.com");

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("*", "*")]
    [InlineData("https://other.example.com, https://app.example.com", "https://app.example.com")]
    public async Task A_preflight_of_a_site_that_is_named_is_answered(string setting, string expected)
    {
        await using var open = new GatewayFixture { Settings = [$"--CORS_ORIGINS={setting}"] };
        await open.InitializeAsync();
        using var response = await PreflightAsync(open, "https://app.example.com");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(expected, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    /// <summary>A script sees a header of another site's answer only where it is named: how long to wait, for one.</summary>
    [Fact]
    public async Task A_site_that_is_named_may_read_when_to_come_back()
    {
        await using var open = new GatewayFixture { Settings = ["--CORS_ORIGINS=*"] };
        await open.InitializeAsync();
        using var request = open.Request(HttpMethod.Get, "/livez");
        request.Headers.Add("Origin", "https://app.example.com");
        using var response = await open.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("Retry-After", response.Headers.GetValues("Access-Control-Expose-Headers").Single());
    }

    private static async Task<HttpResponseMessage> PreflightAsync(GatewayFixture gateway, string origin)
    {
        using var request = gateway.Request(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,authorization");
        return await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Answers_carry_security_headers()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/users");

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }
}
