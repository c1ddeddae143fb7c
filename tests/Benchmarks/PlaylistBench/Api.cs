using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.PlaylistBench;

/// <summary>The edits, asked of the playlists service or, as mutations, of the gateway.</summary>
internal sealed class Api(Addresses addresses, bool byGateway)
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 128, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) });

    public async Task LogInAsync()
    {
        var name = $"bench{Guid.NewGuid():N}"[..20];
        var session = await PostAsync<Session>(new Uri(addresses.Users, "users"), new Registration(name, $"{name}@mail.example", "correct horse battery"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
    }

    public async Task<Guid> AddSongAsync(int number) =>
        (await PostAsync<Song>(new Uri(addresses.Catalog, "songs"), new NewSong($"Song {number}", ["Somebody"], DurationMs: 200_000))).Id;

    public async Task<Guid> CreateAsync() =>
        (await PostAsync<Playlist>(new Uri(addresses.Playlists, "playlists"), new NewPlaylist("Mix", null, Visibility.Private))).Id;

    public Task FillAsync(Guid playlist, IReadOnlyList<Guid> songs) =>
        PostAsync<Playlist>(new Uri(addresses.Playlists, $"playlists/{playlist}/items"), new ItemsToAdd(songs));

    public async Task<IReadOnlyList<Playlist>> FindAsync(IReadOnlyList<Guid> ids) =>
        await PostAsync<Playlist[]>(new Uri(addresses.Playlists, "playlists/batch"), new BatchRequest(ids));

    public async Task<IEnumerable<Guid>> ItemsAsync(Guid playlist, PageRequest page)
    {
        var pages = await PostAsync<Page<PlaylistItem>?[]>(
            new Uri(addresses.Playlists, "playlists/items/batch"), new ItemsBatchRequest([new ItemsWindow(playlist, page)]));
        return pages[0]!.Items.Select(item => item.Value.Id);
    }

    public Task<bool> CreateMeasuredAsync() => byGateway
        ? MutateAsync("createPlaylist", """{"name":"Mix","visibility":"PRIVATE"}""", "CreatePlaylistInput")
        : SendAsync("playlists", """{"name":"Mix","visibility":"private"}""");

    public Task<bool> AddAsync(Guid playlist, Guid song, int? position) => byGateway
        ? MutateAsync(
            "addSongsToPlaylist",
            $$"""{"playlistId":"{{Id("Playlist", playlist)}}","songIds":["{{Id("Song", song)}}"]{{(position is { } at ? $",\"position\":{at}" : "")}}}""",
            "AddSongsToPlaylistInput")
        : SendAsync($"playlists/{playlist}/items", $$"""{"songIds":["{{song}}"]{{(position is { } place ? $",\"position\":{place}" : "")}}}""");

    public Task<bool> MoveAsync(Guid playlist, Guid item, int position) => byGateway
        ? MutateAsync(
            "movePlaylistItem",
            $$"""{"playlistId":"{{Id("Playlist", playlist)}}","itemId":"{{Id("PlaylistItem", item)}}","position":{{position}}}""",
            "MovePlaylistItemInput")
        : SendAsync($"playlists/{playlist}/items/move", $$"""{"itemId":"{{item}}","position":{{position}}}""");

    public Task<bool> RemoveAsync(Guid playlist, Guid item) => byGateway
        ? MutateAsync(
            "removePlaylistItems",
            $$"""{"playlistId":"{{Id("Playlist", playlist)}}","itemIds":["{{Id("PlaylistItem", item)}}"]}""",
            "RemovePlaylistItemsInput")
        : SendAsync($"playlists/{playlist}/items/remove", $$"""{"itemIds":["{{item}}"]}""");

    private static string Id(string type, Guid key) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(type + ":"), .. key.ToByteArray()]);

    private Task<bool> MutateAsync(string field, string input, string type) => PostTextAsync(
        new Uri(addresses.Gateway, "graphql"),
        $$$"""{"query":"mutation M($input: {{{type}}}!) { {{{field}}}(input: $input) { playlist { id itemCount snapshotId } errors { __typename } } }","variables":{"input":{{{input}}}}}""",
        refused: "\"errors\":[");

    private Task<bool> SendAsync(string path, string body) => PostTextAsync(new Uri(addresses.Playlists, path), body, refused: null);

    private async Task<bool> PostTextAsync(Uri uri, string body, string? refused)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(uri, content);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && (refused is null || !text.Contains(refused, StringComparison.Ordinal));
    }

    private async Task<T> PostAsync<T>(Uri uri, object body)
    {
        using var response = await _http.PostAsync(uri, JsonContent.Create(body, body.GetType(), options: ServiceJson.Options));
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{uri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return JsonSerializer.Deserialize<T>(await response.Content.ReadAsStreamAsync(), ServiceJson.Options)!;
    }
}
