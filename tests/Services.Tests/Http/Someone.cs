using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Services.Tests.Http;

/// <summary>A caller of the services: a registered user, or a guest without a token.</summary>
internal sealed class Someone(World world, Session? session)
{
    public const string Password = "correct horse";

    public Guid Id => session!.User.Id;

    public string Token => session!.AccessToken;

    public Session Session => session!;

    public string UserName => session!.User.UserName;

    public static Someone Guest(World world) => new(world, null);

    public static async Task<Someone> RegisterAsync(World world, string? userName = null)
    {
        var name = userName ?? $"u{Guid.NewGuid():N}"[..20];
        var guest = Guest(world);
        var session = await guest.PostAsync<Session>("users", "users", new Registration(name, $"{name}@mail.example", Password));
        return new Someone(world, session);
    }

    public async Task<Song> AddSongAsync(string title, string artist = "Someone", string? album = null, string? genre = null) =>
        await PostAsync<Song>("catalog", "songs", new NewSong(title, [artist], album, Genre: genre, DurationMs: 1_000));

    public async Task<T> GetAsync<T>(string app, string path)
    {
        using var response = await SendAsync(app, HttpMethod.Get, path);
        return await ReadAsync<T>(response);
    }

    public async Task<T> PostAsync<T>(string app, string path, object body)
    {
        using var response = await SendAsync(app, HttpMethod.Post, path, body);
        return await ReadAsync<T>(response);
    }

    public async Task<T> SendAsync<T>(string app, HttpMethod method, string path, object body)
    {
        using var response = await SendAsync(app, method, path, body);
        return await ReadAsync<T>(response);
    }

    /// <summary>The status and code of an error.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> FailAsync(string app, HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(app, method, path, body);
        return (response.StatusCode, await CodeOfAsync(response));
    }

    public static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return problem.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    public Task<HttpResponseMessage> SendAsync(string app, HttpMethod method, string path, object? body = null) =>
        SendAsync(app, new HttpRequestMessage(method, path)
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                _ => JsonContent.Create(body, body.GetType(), options: ServiceJson.Options),
            },
        });

    public Task<HttpResponseMessage> SendAsync(string app, HttpRequestMessage request)
    {
        if (session is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return world.Client(app).SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            Assert.Fail($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>(ServiceJson.Options))!;
    }
}
