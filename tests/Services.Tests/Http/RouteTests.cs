using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Services.Tests.Http;

/// <summary>
/// Which routes of the services a guest may call: those of <c>open-routes.txt</c> and no others. What the gateway would refuse counts for nothing
/// here.
/// </summary>
public sealed class RouteTests(World world)
{
    [Fact]
    public void Routes_ThatAGuestMayCall_AreThoseOfTheTable()
    {
        var open = Routes().Where(route => Asks(route.Endpoint) == "nothing").Select(route => route.Line).Distinct().Order(StringComparer.Ordinal).ToArray();
        var table = File.ReadAllLines(TableFile()).Where(line => line.Length > 0 && line[0] != '#').ToArray();

        Assert.True(open.Except(table).ToArray() is [], $"""
            A guest may call these routes of the services. Where that is right, add them to tests/Services.Tests/Http/open-routes.txt; else they
            lack RequireAuthorization(), ForSidecarOnly() or ForGatewayOnly():
              {string.Join("\n  ", open.Except(table))}
            """);
        Assert.Empty(table.Except(open));
    }

    [Fact]
    public async Task Routes_ThatAskForAToken_RefuseAGuest()
    {
        var guest = Someone.Guest(world);
        foreach (var (app, line, endpoint) in Routes().Where(route => Asks(route.Endpoint) == "token"))
        {
            var parts = line.Split(' ');
            var path = string.Join('/', parts[2].Split('/').Select(step => step.StartsWith('{') ? $"{Guid.NewGuid()}" : step)).TrimStart('/');
            using var response = await guest.SendAsync(app, new HttpMethod(parts[1]), path, new { });
            Assert.Equal((line, HttpStatusCode.Unauthorized), (line, response.StatusCode));
        }
    }

    /// <summary>Neither the service nor its sidecar lets another app in, whatever that says of itself.</summary>
    [Fact]
    public async Task Routes_OfTheGateway_AreThereForNobodyElse()
    {
        var routes = Routes().Where(route => Asks(route.Endpoint) == "gateway").ToArray();
        using var dapr = world.Dapr("social");
        foreach (var (app, line, _) in routes)
        {
            var path = line.Split(' ')[2].TrimStart('/');
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { }) };
            request.Headers.Add("dapr-caller-app-id", "social");
            using var direct = await Someone.Guest(world).SendAsync(app, request);
            using var social = dapr.CreateInvokableHttpClient(app);
            social.DefaultRequestHeaders.Add("dapr-caller-app-id", "gateway");
            using var invoked = await social.PostAsJsonAsync(path, new { }, TestContext.Current.CancellationToken);
            Assert.Equal((line, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (line, direct.StatusCode, invoked.StatusCode));
        }

        Assert.Equal(["streams", "users"], routes.Select(route => route.App).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Asks(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ClosedToOthers>() is { } closed ? closed.Caller
        : endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ? "token"
        : "nothing";

    private IEnumerable<(string App, string Line, RouteEndpoint Endpoint)> Routes() =>
        from app in world.Apps
        from endpoint in world.Endpoints(app)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        select (app, $"{app} {method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}", endpoint);

    private static string TableFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "open-routes.txt");
}
