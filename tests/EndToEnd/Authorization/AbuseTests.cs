using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>Ways to more than one may that are no field of their own: through inputs, addresses, and past the gateway.</summary>
[Trait(Components.Trait, Components.Any)]
[Collection(nameof(AuthorizationHost))]
public sealed class AbuseTests(AuthorizationHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registration_ThatGivesItselfRolesAndAnId_MakesAListenerLikeAnyOther()
    {
        using var guest = new ApiClient(host.Address);
        var (name, id) = ($"u{Guid.NewGuid():N}"[..20], Guid.NewGuid());
        var registration = new
        {
            userName = name,
            email = $"{name}@mail.example",
            password = "long enough for a test",
            id,
            userId = id,
            roles = new[] { "admin" },
            isAdmin = true,
            passwordHash = "x",
        };

        using var response = await guest.Http.PostAsJsonAsync("/users", registration, Cancel);
        var session = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        using var user = new ApiClient(host.Address, session.GetProperty("accessToken").GetString());
        var me = (await user.QueryAsync("{ me { id roles } }", null, Cancel)).GetProperty("me");

        Assert.Equal("""["listener"]""", me.GetProperty("roles").GetRawText());
        Assert.DoesNotContain(Convert.ToBase64String(id.ToByteArray(bigEndian: true))[..12], me.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("POST", "/playlists")]
    [InlineData("POST", "/v1/playlist")]
    public async Task Playlist_ThatNamesSomebodyElseAsItsOwner_IsTheCallers(string method, string route)
    {
        var (other, owner) = (host.Callers["other"], host.Callers["owner"]);
        var playlist = new { name = "Planted", ownerId = owner.UserId, owner = owner.UserId, version = 99, itemCount = 99, createdAt = "2001-01-01T00:00:00Z" };

        using var request = new HttpRequestMessage(new HttpMethod(method), route) { Content = JsonContent.Create(playlist) };
        using var response = await other.Http.SendAsync(request, Cancel);
        var made = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal((other.UserId, 0), (made.GetProperty("ownerId").GetString(), made.GetProperty("itemCount").GetInt32()));
        Assert.NotEqual(2001, made.GetProperty("createdAt").GetDateTimeOffset().Year);
    }

    [Theory]
    [InlineData("register", """userName: "x", email: "x@mail.example", password: "long enough", roles: ["admin"]""")]
    [InlineData("createPlaylist", """name: "x", ownerId: "x" """)]
    [InlineData("updateProfile", """displayName: "x", roles: ["admin"]""")]
    [InlineData("addSong", """title: "x", artists: ["x"], durationMs: 1, addedBy: "x" """)]
    public async Task Input_WithAFieldThatTheSchemaDoesNotHave_IsRefused(string mutation, string input)
    {
        var answer = await host.Callers["other"].SendAsync($"mutation {{ {mutation}(input: {{ {input} }}) {{ errors {{ __typename }} }} }}", null, Cancel);

        Assert.Contains("not to include unknown field", answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task AudioUrl_OfTheGraph_IsGoodForAGuestWithRanges_AndOnlyAsItWasGiven()
    {
        var scope = new Scope(host.Schema, host.Callers);
        var song = await scope.ValueAsync("songWithAudio", Cancel);
        using var guest = new ApiClient(host.Address);
        var url = (await guest.QueryAsync("query U($id: ID!) { songById(id: $id) { audio { url } } }", new { id = song }, Cancel))
            .GetProperty("songById").GetProperty("audio").GetProperty("url").GetString()!;

        using var range = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(0, 3) } };
        using var part = await guest.Http.SendAsync(range, Cancel);
        using var unsigned = await guest.Http.GetAsync(url.Split('?')[0], Cancel);
        using var forged = await guest.Http.GetAsync(url[..^4] + "AAAA", Cancel);
        using var upload = await guest.Http.PutAsync(url, new ByteArrayContent([1]), Cancel);

        Assert.Equal((HttpStatusCode.PartialContent, "RIFF"), (part.StatusCode, await part.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized),
            (unsigned.StatusCode, forged.StatusCode, upload.StatusCode));
    }

    [Fact]
    public async Task UploadThatIsSomethingElse_IsRefused()
    {
        var scope = new Scope(host.Schema, host.Callers);
        var (song, album) = (await scope.ValueAsync("song", Cancel), await scope.ValueAsync("album", Cancel));
        byte[] page = [.. "<html><script>alert(1)</script></html>"u8];
        byte[] gzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0];

        byte[] address = [.. "http://169.254.169.254/latest/meta-data/"u8];

        foreach (var bytes in (byte[][])[page, gzip, address])
        {
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PutAsync($"/audio/{Uri.EscapeDataString(song)}", bytes, "audio/ogg"));
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PutAsync($"/covers/{Uri.EscapeDataString(album)}", bytes, "image/png"));
        }

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PutAsync($"/audio/{Uri.EscapeDataString(song)}", [.. "OggS"u8, 0], "text/html"));
    }

    /// <summary>A sidecar does nothing for who does not know the token between it and its app, and nothing listens beyond this machine.</summary>
    [Theory]
    [InlineData("v1.0/invoke/users/method/users")]
    [InlineData("v1.0/state/statestore/x")]
    [InlineData("v1.0/secrets/app-secrets/audio-addresses")]
    [InlineData("v1.0/secrets/app-secrets/bulk")]
    [InlineData("v1.0/metadata")]
    public async Task Sidecar_WithoutItsToken_AnswersNothing(string path)
    {
        using var http = new HttpClient();
        foreach (var app in (string[])["gateway", "users", "audio"])
        {
            Assert.True(host.Process.Sidecar(app).IsLoopback);
            using var response = await http.GetAsync(new Uri(host.Process.Sidecar(app), path), Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("users", "GET", "users/me", HttpStatusCode.Unauthorized)]
    [InlineData("playlists", "POST", "playlists", HttpStatusCode.Unauthorized)]
    [InlineData("social", "GET", "feed", HttpStatusCode.Unauthorized)]
    [InlineData("users", "GET", "dapr/subscribe", HttpStatusCode.NotFound)]
    [InlineData("users", "POST", "events/users", HttpStatusCode.NotFound)]
    [InlineData("playlists", "POST", "events/playlists", HttpStatusCode.NotFound)]
    public async Task Service_AskedPastTheGateway_ChecksForItself(string app, string method, string path, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Process.App(app), path)) { Content = JsonContent.Create(new { }) };
        using var response = await http.SendAsync(request, Cancel);

        Assert.True(host.Process.App(app).IsLoopback);
        Assert.Equal(expected, response.StatusCode);
    }

    private async Task<HttpStatusCode> PutAsync(string path, byte[] bytes, string type)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var response = await host.Callers["owner"].Http.PutAsync(path, content, Cancel);
        return response.StatusCode;
    }
}
