using System.Text.Json.Nodes;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

public sealed class MutationErrorTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private string PlaylistId => GlobalIds.Of("Playlist", gateway.Services.Playlist.Id);

    [Theory]
    [InlineData(Problems.UserNameTaken, "UserNameTakenError")]
    [InlineData(Problems.EmailTaken, "EmailTakenError")]
    public async Task Register_something_taken_is_an_error_of_the_schema(string code, string typeName)
    {
        gateway.Services.OnProblem("users", "POST", "users", 409, code, "It is taken.");

        var payload = await MutateAsync(
            """register(input: { userName: "ada", email: "ada@example.com", password: "correct horse" })""", "session { accessToken }", user: null);

        var error = Assert.Single(payload["errors"]!.AsArray())!;
        Assert.Equal(typeName, (string)error["__typename"]!);
        Assert.Equal("It is taken.", (string)error["message"]!);
        Assert.Null(payload["session"]);
    }

    [Fact]
    public async Task Register_with_invalid_input_names_the_field()
    {
        gateway.Services.OnProblem("users", "POST", "users", 400, Problems.Invalid, "It is too short.", ("field", "password"));

        var payload = await MutateAsync(
            """register(input: { userName: "ada", email: "ada@example.com", password: "x" })""",
            "session { accessToken }",
            user: null,
            "... on InvalidInputError { field }");

        var error = Assert.Single(payload["errors"]!.AsArray())!;
        Assert.Equal("InvalidInputError", (string)error["__typename"]!);
        Assert.Equal("password", (string)error["field"]!);
    }

    [Fact]
    public async Task LogIn_with_a_wrong_password_is_an_error_of_the_schema()
    {
        gateway.Services.OnProblem("users", "POST", "sessions", 401, Problems.InvalidCredentials, "No account has this name and password.");

        var payload = await MutateAsync("""logIn(input: { userName: "ada", password: "wrong" })""", "session { accessToken }", user: null);

        Assert.Equal("InvalidCredentialsError", (string)payload["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task AddSong_twice_names_the_song_that_is_there()
    {
        var song = gateway.Services.Songs[0];
        gateway.Services.OnProblem("catalog", "POST", "songs", 409, Problems.DuplicateSong, "It is there.", ("id", song.Id));

        var payload = await MutateAsync(
            """addSong(input: { title: "Song", artists: ["Artist"], durationMs: 1000 })""",
            "song { title }",
            gateway.Services.Ada,
            "... on DuplicateSongError { songId }");

        Assert.Equal(GlobalIds.Of("Song", song.Id), (string)payload["errors"]![0]!["songId"]!);
    }

    [Fact]
    public async Task Somebody_elses_playlist_is_an_error_of_the_schema()
    {
        gateway.Services.OnProblem("playlists", "PATCH", $"playlists/{gateway.Services.Playlist.Id}", 403, Problems.Forbidden, "Not yours.");

        var payload = await MutateAsync(
            $$"""updatePlaylist(input: { playlistId: "{{PlaylistId}}", name: "Mine" })""", "playlist { name }", gateway.Services.Ben);

        Assert.Equal("PlaylistNotYoursError", (string)payload["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task An_unknown_playlist_is_an_error_of_the_schema()
    {
        var id = GlobalIds.Of("Playlist", FakeServices.Id(5, 999));

        var payload = await MutateAsync(
            $$"""deletePlaylist(input: { playlistId: "{{id}}" })""",
            "deletedPlaylistId",
            gateway.Services.Ada,
            "... on PlaylistNotFoundError { playlistId }");

        Assert.Equal("PlaylistNotFoundError", (string)payload["errors"]![0]!["__typename"]!);
        Assert.Equal(id, (string)payload["errors"]![0]!["playlistId"]!);
    }

    [Fact]
    public async Task An_unknown_song_is_an_error_of_the_schema()
    {
        var (playlist, song) = (gateway.Services.Playlist.Id, FakeServices.Id(2, 999));
        gateway.Services.OnProblem(
            "playlists", "POST", $"playlists/{playlist}/items", 404, Problems.NotFound, "Unknown.", ("field", "songIds"), ("id", song));

        var payload = await MutateAsync(
            $$"""addSongsToPlaylist(input: { playlistId: "{{PlaylistId}}", songIds: ["{{GlobalIds.Of("Song", song)}}"] })""",
            "playlist { itemCount }",
            gateway.Services.Ada,
            "... on SongNotFoundError { songId }");

        Assert.Equal(GlobalIds.Of("Song", song), (string)payload["errors"]![0]!["songId"]!);
    }

    [Fact]
    public async Task A_full_playlist_is_an_error_of_the_schema()
    {
        var playlist = gateway.Services.Playlist.Id;
        gateway.Services.OnProblem("playlists", "POST", $"playlists/{playlist}/items", 409, Problems.LimitExceeded, "It is full.");
        var song = GlobalIds.Of("Song", gateway.Services.Songs[0].Id);

        var payload = await MutateAsync(
            $$"""addSongsToPlaylist(input: { playlistId: "{{PlaylistId}}", songIds: ["{{song}}"] })""", "playlist { itemCount }", gateway.Services.Ada);

        Assert.Equal("LimitExceededError", (string)payload["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task An_edit_of_an_old_state_is_an_error_of_the_schema()
    {
        var playlist = gateway.Services.Playlist.Id;
        gateway.Services.OnProblem(
            "playlists", "POST", $"playlists/{playlist}/items/reorder", 409, Problems.SnapshotConflict, "Changed.", ("snapshotId", "now"));

        var payload = await MutateAsync(
            $$"""reorderPlaylistItems(input: { playlistId: "{{PlaylistId}}", rangeStart: 0, insertBefore: 2, snapshotId: "then" })""",
            "playlist { snapshotId }",
            gateway.Services.Ada,
            "... on SnapshotConflictError { snapshotId }");

        Assert.Equal("SnapshotConflictError", (string)payload["errors"]![0]!["__typename"]!);
        Assert.Equal("now", (string)payload["errors"]![0]!["snapshotId"]!);
    }

    [Fact]
    public async Task An_invitation_that_is_none_is_an_error_of_the_schema()
    {
        gateway.Services.OnProblem("playlists", "POST", "playlists/invites/accept", 404, Problems.NotFound, "None.");

        var payload = await MutateAsync("""acceptPlaylistInvite(input: { token: "x" })""", "playlist { name }", gateway.Services.Ada);

        Assert.Equal("InviteNotFoundError", (string)payload["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task Sharing_neither_or_both_is_an_error_of_the_schema()
    {
        var payload = await MutateAsync("""share(input: { message: "Listen!" })""", "share { message }", gateway.Services.Ada);

        Assert.Equal("InvalidInputError", (string)payload["errors"]![0]!["__typename"]!);
    }

    [Fact]
    public async Task A_fault_of_a_service_is_masked()
    {
        gateway.Services.On("playlists", "POST", "playlists", _ => Microsoft.AspNetCore.Http.Results.Text("secret stack trace", statusCode: 500));

        var response = await gateway.QueryAsync("""mutation { createPlaylist(input: { name: "Mix" }) { playlist { name } } }""", gateway.Services.Ada);

        Assert.Single(response["errors"]!.AsArray());
        Assert.DoesNotContain("secret", response.ToJsonString());
        Assert.DoesNotContain("Exception", response.ToJsonString());
    }

    [Theory]
    [InlineData(503, """{ "detail": "secret host" }""")]
    [InlineData(500, """{ "errorCode": "ERR_DIRECT_INVOKE", "message": "secret host" }""")]
    public async Task A_service_that_cannot_be_reached_is_said_to_be_so(int status, string body)
    {
        gateway.Services.On(
            "playlists", "POST", "playlists", _ => Microsoft.AspNetCore.Http.Results.Text(body, "application/json", statusCode: status));

        var response = await gateway.QueryAsync("""mutation { createPlaylist(input: { name: "Mix" }) { playlist { name } } }""", gateway.Services.Ada);

        var error = Assert.Single(response["errors"]!.AsArray())!;
        Assert.Equal("SERVICE_UNAVAILABLE", (string?)error["extensions"]!["code"]);
        Assert.DoesNotContain("secret", response.ToJsonString());
    }

    private async Task<JsonNode> MutateAsync(string field, string selection, User? user, string errorSelection = "")
    {
        var data = await gateway.DataAsync(
            $"mutation {{ payload: {field} {{ {selection} errors {{ __typename ... on Error {{ message }} {errorSelection} }} }} }}", user);
        return data["payload"]!;
    }
}
