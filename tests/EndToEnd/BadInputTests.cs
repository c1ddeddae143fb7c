using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;

namespace MusicGraph.EndToEnd;

[Trait(Components.Trait, Components.Any)]
public sealed class BadInputTests(RunningHost host) : IClassFixture<RunningHost>, IAsyncDisposable
{
    private const string GraphQLResponse = "application/graphql-response+json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string?> BadRequests => new()
    {
        { "a syntax error", "{ songs(", null },
        { "an unknown field", "{ songz { totalCount } }", null },
        { "an unknown argument", "{ songs(many: 1) { totalCount } }", null },
        { "a wrong variable", "query($n: Int) { songs(first: $n) { totalCount } }", """{ "n": "ten" }""" },
        { "a missing variable", "query($id: ID!) { songById(id: $id) { title } }", null },
        { "10,000 levels", string.Concat(Enumerable.Repeat("{ a ", 10_000)) + new string('}', 10_000), null },
        { "10,000 lists", "{ search(text: " + new string('[', 10_000) + new string(']', 10_000) + ") { __typename } }", null },
    };

    /// <summary>After whatever a test did, the server still serves.</summary>
    public async ValueTask DisposeAsync()
    {
        using var guest = new ApiClient(host.Address);
        var data = await guest.QueryAsync("{ songs { totalCount } }", null, CancellationToken.None);
        Assert.Equal(12, data.GetProperty("songs").GetProperty("totalCount").GetInt32());
        Assert.False(host.Process.HasExited);
        Assert.DoesNotContain("Unhandled", host.Process.Output);
    }

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task BadDocument_Is400WithAClearError(string what, string query, string? variables)
    {
        var body = JsonSerializer.Serialize(new { query, variables = variables is null ? null : JsonDocument.Parse(variables).RootElement as object });

        var (status, answer) = await PostAsync(body);

        Assert.Equal((what, HttpStatusCode.BadRequest), (what, status));
        AssertError(answer);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("""{ "query": 1 }""")]
    [InlineData("""{ "query": "{ __typename }", "variables": 1 }""")]
    [InlineData("{}")]
    public async Task BodyThatIsNoRequest_Is400WithAClearError(string body)
    {
        var (status, answer) = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        AssertError(answer);
    }

    [Fact]
    public async Task DeeplyNestedJson_Is400WithAClearError()
    {
        var (status, answer) = await PostAsync(
            """{ "query": "{ __typename }", "variables": { "a": """ + new string('[', 10_000) + new string(']', 10_000) + " } }");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        AssertError(answer);
    }

    [Fact]
    public async Task QueryOf20Megabytes_Is413()
    {
        var body = JsonSerializer.Serialize(new { query = "{ " + new string('a', 20 * 1024 * 1024) + " }" });

        // The client waits for leave to send, as curl does, and so is sure to read the answer.
        var (status, answer) = await PostAsync(body, configure: request => request.Headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        AssertNothingLeaks(answer);
    }

    [Fact]
    public async Task MissingToken_IsAClearError()
    {
        using var guest = new ApiClient(host.Address);

        var answer = await guest.SendAsync("{ me { userName } }", null, Cancel);

        AssertError(answer.GetRawText());
        Assert.Equal("AUTH_NOT_AUTHENTICATED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task MissingTokenOnRest_Is401()
    {
        using var guest = new ApiClient(host.Address);

        using var response = await guest.Http.PostAsJsonAsync("/v1/playlist", new { name = "x" }, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        AssertNothingLeaks(await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task ForgedToken_Is401()
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var parts = demo.Token!.Split('.');
        string[] forged =
        [
            "nonsense",
            $"{parts[0]}.{parts[1]}.{Convert.ToBase64String(new byte[64]).TrimEnd('=')}",
            $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{parts[1]}.{parts[2]}",
        ];
        foreach (var token in forged)
        {
            var (status, answer) = await PostAsync(
                """{ "query": "{ me { userName } }" }""",
                configure: request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token));

            Assert.Equal((token, HttpStatusCode.Unauthorized), (token, status));
            AssertNothingLeaks(answer);
        }
    }

    [Fact]
    public async Task UnknownId_IsNullOrAClearError()
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var song = (await demo.QueryAsync("{ songs(first: 1) { nodes { id } } }", null, Cancel))
            .GetProperty("songs").GetProperty("nodes")[0].GetProperty("id").GetString()!;
        var unknown = Convert.ToBase64String([.. "Playlist:"u8, .. Guid.NewGuid().ToByteArray()]);

        var read = await demo.QueryAsync("query P($id: ID!) { playlistById(id: $id) { name } }", new { id = unknown }, Cancel);
        var error = await AddAsync(demo, unknown, song);
        var wrongKind = await demo.SendAsync("query P($id: ID!) { playlistById(id: $id) { name } }", new { id = song }, Cancel);
        var noId = await demo.SendAsync("""{ node(id: "!!!") { id } }""", null, Cancel);
        using var audio = await demo.Http.GetAsync($"/audio/{Guid.NewGuid()}", Cancel);

        Assert.Equal(JsonValueKind.Null, read.GetProperty("playlistById").ValueKind);
        Assert.Equal("PlaylistNotFoundError", error);
        AssertError(wrongKind.GetRawText());
        AssertError(noId.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, audio.StatusCode);
        AssertNothingLeaks(await audio.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task PlaylistOfSomebodyElse_CanNotBeChangedAndAPrivateOneNotEvenSeen()
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        using var mira = await ApiClient.LogInAsync(host.Address, "mira", "musicgraph-demo", Cancel);
        var data = await demo.QueryAsync("{ me { playlists { nodes { id visibility } } } songs(first: 1) { nodes { id } } }", null, Cancel);
        var playlists = data.GetProperty("me").GetProperty("playlists").GetProperty("nodes").EnumerateArray()
            .ToDictionary(node => node.GetProperty("visibility").GetString()!, node => node.GetProperty("id").GetString()!);
        var song = data.GetProperty("songs").GetProperty("nodes")[0].GetProperty("id").GetString()!;

        var seen = await mira.QueryAsync("query P($id: ID!) { playlistById(id: $id) { name } }", new { id = playlists["PRIVATE"] }, Cancel);

        Assert.Equal("PlaylistNotYoursError", await AddAsync(mira, playlists["PUBLIC"], song));
        Assert.Equal("PlaylistNotFoundError", await AddAsync(mira, playlists["PRIVATE"], song));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("playlistById").ValueKind);
    }

    private static async Task<string?> AddAsync(ApiClient client, string playlistId, string songId)
    {
        const string query = "mutation A($input: AddSongsToPlaylistInput!) { addSongsToPlaylist(input: $input) "
            + "{ playlist { id } errors { __typename ... on Error { message } } } }";
        var payload = (await client.QueryAsync(query, new { input = new { playlistId, songIds = new[] { songId } } }, Cancel))
            .GetProperty("addSongsToPlaylist");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("playlist").ValueKind);
        AssertNothingLeaks(payload.GetRawText());
        return payload.GetProperty("errors")[0].GetProperty("__typename").GetString();
    }

    private async Task<(HttpStatusCode Status, string Answer)> PostAsync(string body, Action<HttpRequestMessage>? configure = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue(GraphQLResponse) } },
        };
        configure?.Invoke(request);
        using var response = await http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static void AssertError(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        Assert.False(string.IsNullOrWhiteSpace(json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString()));
        AssertNothingLeaks(answer);
    }

    private static void AssertNothingLeaks(string answer)
    {
        Assert.DoesNotContain("   at ", answer);
        Assert.DoesNotContain("Exception", answer);
        Assert.DoesNotContain(".cs:", answer);
    }

    private static string Encode(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
