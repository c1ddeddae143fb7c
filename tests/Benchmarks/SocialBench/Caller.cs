using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.SocialBench;

/// <summary>A registered user, who asks the services through their sidecars and the gateway.</summary>
internal sealed class Caller(World world, Session session)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });

    public Guid Id => session.User.Id;

    public static async Task<Caller> RegisterAsync(World world, string name)
    {
        var registration = new Registration(name, $"{name}@mail.example", "correct horse battery");
        using var response = await Http.PostAsJsonAsync(new Uri(world.Invoke("users"), "users"), registration, ServiceJson.Options);
        return new Caller(world, await ReadAsync<Session>(response));
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string app, string path, object? body = null)
    {
        using var response = await SendAsync(method, new Uri(world.Invoke(app), path), body);
        return await ReadAsync<T>(response);
    }

    public async Task DoAsync(HttpMethod method, string app, string path, object? body = null)
    {
        using var response = await SendAsync(method, new Uri(world.Invoke(app), path), body);
        await CheckAsync(response);
    }

    public async Task<JsonNode> QueryAsync(string query)
    {
        using var response = await SendAsync(HttpMethod.Post, new Uri(world.Gateway, "graphql"), new { query });
        var answer = await ReadAsync<JsonNode>(response);
        return answer["errors"] is null ? answer["data"]! : throw new InvalidOperationException(answer.ToJsonString());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, object? body)
    {
        using var request = new HttpRequestMessage(method, address)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ServiceJson.Options),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return await Http.SendAsync(request);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        await CheckAsync(response);
        return (await response.Content.ReadFromJsonAsync<T>(ServiceJson.Options))!;
    }

    private static async Task CheckAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }
}
