using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

public sealed class RestTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private string PlaylistId => GlobalIds.Of("Playlist", gateway.Services.Playlist.Id);

    [Fact]
    public async Task GET_users_lists_them_by_windows()
    {
        var (status, body) = await SendAsync(HttpMethod.Get, "/users?first=1");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ada", (string)body["items"]![0]!["userName"]!);
        Assert.Equal(GlobalIds.Of("User", gateway.Services.Ada.Id), (string)body["items"]![0]!["id"]!);
        Assert.Equal(2, (int)body["totalCount"]!);
        Assert.Equal("1", (string)body["nextCursor"]!);
    }

    [Fact]
    public async Task POST_users_registers()
    {
        gateway.Services.On("users", "POST", "users", _ =>
            Results.Json(new Session("token", FakeServices.Time(60), gateway.Services.Ben), ServiceJson.Options, statusCode: 201));

        var (status, body) = await SendAsync(
            HttpMethod.Post, "/users", body: new { userName = "ben", email = "ben@example.com", password = "correct horse" });

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("token", (string)body["accessToken"]!);
    }

    [Fact]
    public async Task POST_users_with_a_taken_name_is_a_conflict()
    {
        gateway.Services.OnProblem("users", "POST", "users", 409, Problems.UserNameTaken, "It is taken.");

        var (status, body) = await SendAsync(
            HttpMethod.Post, "/users", body: new { userName = "ada", email = "ada@example.com", password = "correct horse" });

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(Problems.UserNameTaken, (string)body["code"]!);
    }

    [Fact]
    public async Task GET_playlist_gives_its_items()
    {
        var (status, body) = await SendAsync(HttpMethod.Get, $"/playlist/{Uri.EscapeDataString(PlaylistId)}?first=2");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Everything", (string)body["playlist"]!["name"]!);
        Assert.Equal(2, body["items"]!["items"]!.AsArray().Count);
        Assert.Equal("Song 1", (string)body["items"]!["items"]![0]!["title"]!);
        Assert.Equal("Artist 1", (string)body["items"]!["items"]![0]!["artists"]![0]!);
    }

    [Theory]
    [InlineData("/playlist/nonsense")]
    [InlineData("/playlist/00000005-03e7-0000-0000-000000000001")]
    public async Task GET_playlist_of_an_unknown_id_is_404(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(Problems.NotFound, (string)body["code"]!);
    }

    [Theory]
    [InlineData("/playlists")]
    [InlineData("/v1/playlist")]
    public async Task POST_makes_a_playlist(string path)
    {
        gateway.Services.On("playlists", "POST", "playlists", _ => Results.Json(gateway.Services.Playlist, ServiceJson.Options, statusCode: 201));

        using var response = await gateway.SendAsync(HttpMethod.Post, path, gateway.Services.Ada, JsonContent.Create(new { name = "Everything" }));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        using var there = await gateway.SendAsync(HttpMethod.Get, response.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task PUT_without_a_visibility_leaves_it_as_it_is()
    {
        PlaylistEdit? edit = null;
        gateway.Services.On("playlists", "PATCH", $"playlists/{gateway.Services.Playlist.Id}", request =>
        {
            edit = request.Read<PlaylistEdit>();
            return Results.Json(gateway.Services.Playlist, ServiceJson.Options);
        });

        var (status, _) = await SendAsync(
            HttpMethod.Put, $"/v1/playlist/{Uri.EscapeDataString(PlaylistId)}", gateway.Services.Ada, new { name = "Renamed" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(new PlaylistEdit("Renamed", "", Visibility: null), edit);
    }

    [Fact]
    public async Task PUT_somebody_elses_playlist_is_forbidden()
    {
        gateway.Services.OnProblem("playlists", "PATCH", $"playlists/{gateway.Services.Playlist.Id}", 403, Problems.Forbidden, "Not yours.");

        var (status, body) = await SendAsync(
            HttpMethod.Put, $"/v1/playlist/{Uri.EscapeDataString(PlaylistId)}", gateway.Services.Ben, new { name = "Mine" });

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(Problems.Forbidden, (string)body["code"]!);
    }

    [Fact]
    public async Task DELETE_removes_a_playlist()
    {
        gateway.Services.On("playlists", "DELETE", $"playlists/{gateway.Services.Playlist.Id}", _ => Results.NoContent());

        using var response = await gateway.SendAsync(HttpMethod.Delete, $"/v1/playlist/{Uri.EscapeDataString(PlaylistId)}", gateway.Services.Ada);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Changes_need_a_token()
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/playlists", body: new { name = "Mix" });

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(Problems.Unauthenticated, (string)body["code"]!);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_400()
    {
        using var response = await gateway.SendAsync(
            HttpMethod.Post, "/playlists", gateway.Services.Ada, new StringContent("{ nonsense", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("Exception", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_the_routes()
    {
        var (status, body) = await SendAsync(HttpMethod.Get, "/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotNull(body["paths"]!["/users"]!["get"]);
        Assert.NotNull(body["paths"]!["/v1/playlist"]!["post"]);
        Assert.NotNull(body["paths"]!["/v1/playlist/{id}"]!["delete"]);
        Assert.Null(body["paths"]!["/events/streams"]);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string path, User? user = null, object? body = null)
    {
        using var response = await gateway.SendAsync(method, path, user, body is null ? null : JsonContent.Create(body));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(text)!);
    }
}
