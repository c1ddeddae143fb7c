using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using MusicGraph.Dapr;

namespace MusicGraph.Services.Tests.Http;

/// <summary>
/// Every route of every service, and what it asks for: <c>routes.txt</c>. A new route has to be written down there, by who has thought about
/// whether a guest may call it: what the gateway would refuse counts for nothing here.
/// </summary>
public sealed class RouteTests(World world)
{
    private static readonly IReadOnlyDictionary<string, string> s_table = File.ReadAllLines(TableFile())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" => "))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    [Fact]
    public void Routes_AskForATokenAsTheTableSays()
    {
        var routes = world.Apps.SelectMany(app => world.Endpoints(app).SelectMany(endpoint => Lines(app, endpoint))).Distinct().Order(StringComparer.Ordinal).ToArray();
        var table = s_table.Select(line => $"{line.Key} => {line.Value}").Order(StringComparer.Ordinal).ToArray();

        Assert.True(
            routes.SequenceEqual(table),
            $"routes.txt is not as the services are.\nNot in it:\n  {string.Join("\n  ", routes.Except(table))}\nNot there any more:\n  {string.Join("\n  ", table.Except(routes))}");
    }

    /// <summary>What the metadata says, the pipeline does.</summary>
    [Fact]
    public async Task Routes_ThatAskForAToken_RefuseAGuest()
    {
        var guest = Someone.Guest(world);
        foreach (var (route, _) in s_table.Where(line => line.Value == "token"))
        {
            var parts = route.Split(' ');
            var path = string.Join('/', parts[2].Split('/').Select(step => step.StartsWith('{') ? $"{Guid.NewGuid()}" : step)).TrimStart('/');
            using var response = await guest.SendAsync(parts[0], new HttpMethod(parts[1]), path, new { });
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, response.StatusCode));
        }
    }

    private static IEnumerable<string> Lines(string app, RouteEndpoint endpoint)
    {
        var asks = endpoint.Metadata.GetMetadata<TopicAttribute>() is not null || endpoint.RoutePattern.RawText == "dapr/subscribe" ? "sidecar"
            : endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ? "token"
            : "nothing";
        return (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
            .Select(method => $"{app} {method} /{endpoint.RoutePattern.RawText!.TrimStart('/')} => {asks}");
    }

    private static string TableFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "routes.txt");
}
