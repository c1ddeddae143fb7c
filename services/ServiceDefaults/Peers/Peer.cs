using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Peers;

/// <summary>The other services, asked through Dapr's service invocation with the caller's own token.</summary>
public sealed class Peer(DaprClient dapr, IHttpContextAccessor http) : IDisposable
{
    public const string Users = "users";
    public const string Catalog = "catalog";
    public const string Playlists = "playlists";
    public const string Social = "social";
    public const string Audio = "audio";

    private readonly Dictionary<string, HttpClient> _clients = [];

    /// <summary>A client whose relative addresses are the routes of an app. Shared; don't dispose it.</summary>
    public HttpClient Client(string appId)
    {
        lock (_clients)
        {
            if (!_clients.TryGetValue(appId, out var client))
                _clients[appId] = client = dapr.CreateInvokableHttpClient(appId);
            return client;
        }
    }

    /// <summary>Those of the ids that <paramref name="route"/> of the app knows and the caller may see.</summary>
    /// <exception cref="HttpRequestException">The app cannot be reached or fails.</exception>
    public async Task<IReadOnlyList<T>> BatchAsync<T>(string appId, string route, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        using var body = JsonContent.Create(new BatchRequest(ids), options: ServiceJson.Options);
        using var response = await SendAsync(appId, HttpMethod.Post, route, cancellationToken, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<IReadOnlyList<T>>(ServiceJson.Options, cancellationToken) ?? [];
    }

    /// <summary>What the app answers, whatever that is.</summary>
    /// <exception cref="HttpRequestException">The app cannot be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        string appId, HttpMethod method, string route, CancellationToken cancellationToken, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, route) { Content = body };
        if (AuthenticationHeaderValue.TryParse(http.HttpContext?.Request.Headers.Authorization, out var authorization))
            request.Headers.Authorization = authorization;
        return await Client(appId).SendAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }
}
