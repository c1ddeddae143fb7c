using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace MusicGraph.EndToEnd.Clients;

/// <summary>A client of the gateway, with the token of a user or none.</summary>
public sealed class ApiClient : IDisposable
{
    public ApiClient(Uri address, string? token = null)
        : this(new HttpClient { BaseAddress = address }, token)
    {
    }

    /// <summary>A client that goes its own way to the gateway.</summary>
    public ApiClient(HttpClient http, string? token = null)
    {
        http.Timeout = TimeSpan.FromMinutes(1);
        Http = http;
        Token = token;
        if (token is not null)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Of everybody who is registered here.</summary>
    public const string Password = "long enough for a test";

    public HttpClient Http { get; }

    public string? Token { get; }

    /// <summary>The user's global id.</summary>
    public string UserId { get; private init; } = "";

    /// <summary>Registers a user and returns a client that acts for them.</summary>
    public static async Task<ApiClient> RegisterAsync(Uri address, string userName, CancellationToken cancellationToken)
    {
        using var guest = new ApiClient(address);
        var payload = await guest.MutateAsync(
            "register",
            "RegisterInput",
            "session { accessToken user { id } }",
            new { userName, email = $"{userName}@example.invalid", password = Password },
            cancellationToken);
        return FromSession(address, payload.GetProperty("session"));
    }

    public static async Task<ApiClient> LogInAsync(Uri address, string userName, string password, CancellationToken cancellationToken)
    {
        using var guest = new ApiClient(address);
        var payload = await guest.MutateAsync(
            "logIn", "LogInInput", "session { accessToken user { id } }", new { userName, password }, cancellationToken);
        return FromSession(address, payload.GetProperty("session"));
    }

    /// <summary>Sends an operation and returns the whole answer.</summary>
    public async Task<JsonElement> SendAsync(string query, object? variables, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsJsonAsync("/graphql", new { query, variables }, cancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    /// <summary>Sends an operation that must not fail and returns its data.</summary>
    public async Task<JsonElement> QueryAsync(string query, object? variables, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(query, variables, cancellationToken);
        return answer.TryGetProperty("errors", out _) || !answer.TryGetProperty("data", out var data)
            ? throw new InvalidOperationException($"{query} failed: {answer}")
            : data;
    }

    /// <summary>Runs a mutation that must not fail and returns its payload.</summary>
    public async Task<JsonElement> MutateAsync(
        string field, string inputType, string selection, object input, CancellationToken cancellationToken)
    {
        var query = $"mutation M($input: {inputType}!) {{ {field}(input: $input) {{ {selection} errors {{ __typename ... on Error {{ message }} }} }} }}";
        var payload = (await QueryAsync(query, new { input }, cancellationToken)).GetProperty(field);
        return payload.GetProperty("errors").ValueKind == JsonValueKind.Null
            ? payload
            : throw new InvalidOperationException($"{field} failed: {payload}");
    }

    public async Task<string> AddSongAsync(string title, string artist, string? album, CancellationToken cancellationToken) =>
        (await MutateAsync(
            "addSong", "AddSongInput", "song { id }", new { title, artists = new[] { artist }, album, durationMs = 1000 }, cancellationToken))
        .GetProperty("song").GetProperty("id").GetString()!;

    public async Task<string> CreatePlaylistAsync(string name, CancellationToken cancellationToken) =>
        (await MutateAsync("createPlaylist", "CreatePlaylistInput", "playlist { id }", new { name }, cancellationToken))
        .GetProperty("playlist").GetProperty("id").GetString()!;

    public Task<JsonElement> AddToPlaylistAsync(string playlistId, IReadOnlyList<string> songIds, CancellationToken cancellationToken) =>
        MutateAsync(
            "addSongsToPlaylist",
            "AddSongsToPlaylistInput",
            "playlist { itemCount version }",
            new { playlistId, songIds },
            cancellationToken);

    /// <summary>All the items of a playlist, page by page.</summary>
    public async Task<List<(string ItemId, string SongId)>> ItemsAsync(string playlistId, CancellationToken cancellationToken)
    {
        const string query = """
            query Items($id: ID!, $after: String) {
              playlistById(id: $id) {
                items(first: 100, after: $after) { nodes { id song { id } } pageInfo { hasNextPage endCursor } }
              }
            }
            """;
        var items = new List<(string, string)>();
        for (string? after = null; ;)
        {
            var page = (await QueryAsync(query, new { id = playlistId, after }, cancellationToken)).GetProperty("playlistById").GetProperty("items");
            items.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node =>
                (node.GetProperty("id").GetString()!, node.GetProperty("song").GetProperty("id").GetString()!)));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                return items;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    public void Dispose() => Http.Dispose();

    private static ApiClient FromSession(Uri address, JsonElement session) =>
        new(address, session.GetProperty("accessToken").GetString())
        {
            UserId = session.GetProperty("user").GetProperty("id").GetString()!,
        };
}
