using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

public sealed class CallCountTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string PlaylistQuery = """
        query ($id: ID!) {
          playlistById(id: $id) {
            name
            owner { displayName }
            items(first: 100) {
              totalCount
              nodes {
                song { title artists { name } album { title artists { name } } }
                addedBy { displayName followerCount }
              }
            }
          }
        }
        """;

    [Fact]
    public async Task A_playlist_costs_one_call_per_level_and_service_however_many_songs_it_has()
    {
        var ofFifty = await CallsOfPlaylistAsync(50);
        gateway.Services.Grow(100);
        var ofHundred = await CallsOfPlaylistAsync(100);

        string[] expected =
        [
            "catalog items/batch", // songs
            "catalog items/batch", // artists and albums
            "playlists playlists/batch",
            "playlists playlists/items/batch",
            "social profiles/batch",
            "users users/batch", // the owner
            "users users/batch", // who added the items; the owner is known already
        ];
        Assert.Equal(expected, ofFifty);
        Assert.Equal(expected, ofHundred);
    }

    [Fact]
    public async Task What_only_the_caller_sees_of_themselves_costs_one_call_however_often_they_are_met()
    {
        await gateway.DataAsync(
            "query ($id: ID!) { playlistById(id: $id) { items { nodes { addedBy { email roles sessions { deviceName } managedArtists { name } } } } } }",
            gateway.Services.Ada,
            new { id = GlobalIds.Of("Playlist", gateway.Services.Playlist.Id) });

        Assert.Equal(
            ["playlists playlists/batch", "playlists playlists/items/batch", "users users/batch", "users users/me", "users users/me/sessions"],
            TakeCalls());
    }

    [Fact]
    public async Task Playlists_with_items_cost_one_call_per_level()
    {
        await gateway.DataAsync("{ playlists { nodes { items(first: 5) { nodes { addedAt } } owner { displayName } } } }");

        Assert.Equal(["playlists playlists", "playlists playlists/items/batch", "users users/batch"], TakeCalls());
    }

    [Fact]
    public async Task Playlists_with_all_about_them_cost_one_call_per_level()
    {
        await gateway.DataAsync(
            "{ playlists { nodes { followerCount isFollowedByMe coverUrls collaborators { user { displayName } } "
            + "history { nodes { kind by { displayName } songs { title } } } } } }",
            gateway.Services.Ada);

        string[] expected =
        [
            "catalog items/batch", // songs of the history and of the covers
            "playlists playlists",
            "playlists playlists/follows/batch",
            "playlists playlists/history/batch",
            "playlists playlists/items/batch",
            "users users/batch", // the collaborators and who did what
        ];
        Assert.Equal(expected, TakeCalls().Distinct());
    }

    [Fact]
    public async Task Songs_cost_one_call_to_know_which_are_liked()
    {
        var data = await gateway.DataAsync("{ songs(first: 30) { nodes { title isLiked } } }", gateway.Services.Ada);

        Assert.Equal(["catalog songs", "playlists likes/batch"], TakeCalls());
        Assert.Equal([true, false], data["songs"]!["nodes"]!.AsArray().Take(2).Select(song => (bool)song!["isLiked"]!));
    }

    [Fact]
    public async Task A_library_costs_one_call_per_list()
    {
        await gateway.DataAsync(
            "{ followedPlaylists { nodes { name } } sharedPlaylists { nodes { name } } likedSongs { nodes { addedAt } } }", gateway.Services.Ada);

        Assert.Equal(["playlists likes", "playlists playlists/followed", "playlists playlists/items/batch", "playlists playlists/shared"], TakeCalls());
    }

    [Fact]
    public async Task Users_with_their_followers_cost_one_call_per_level()
    {
        await gateway.DataAsync(
            "{ users { nodes { followers { totalCount nodes { displayName } } following { nodes { displayName } } playlists { nodes { name } } } } }");

        Assert.Equal(
            ["playlists playlists/windows", "social followers/windows", "social following/windows", "users users", "users users/batch"], TakeCalls());
    }

    [Fact]
    public async Task A_feed_with_all_that_belongs_to_its_shares_costs_one_call_per_level()
    {
        await gateway.DataAsync(
            """
            { feed(first: 20) { nodes {
              message likeCount commentCount likedByMe
              sharedBy { displayName isFollowedByMe isPrivate followsMe }
              likedBy(first: 3) { nodes { displayName } }
              comments(first: 3) { totalCount nodes { text author { displayName } } }
              subject { ... on Song { title } ... on Album { title } ... on Artist { name followerCount isFollowedByMe } ... on Playlist { name } }
            } } }
            """,
            gateway.Services.Ada);

        Assert.Equal(
            [
                "catalog items/batch",
                "playlists playlists/batch",
                "social artists/follows/batch",
                "social comments/windows",
                "social feed",
                "social likes/windows",
                "social profiles/batch",
                "social shares/reactions/batch",
                "users users/batch", // who shared, who likes and who commented
            ],
            TakeCalls());
    }

    [Fact]
    public async Task Activity_and_shares_under_users_cost_one_call_per_level()
    {
        await gateway.DataAsync(
            """
            { users { nodes {
              followedArtists { nodes { name } }
              shares { nodes { message } }
              activity { nodes { kind user { userName } subject { ... on User { userName } ... on Artist { name } ... on Share { message } ... on Playlist { name } } } }
            } } }
            """,
            gateway.Services.Ada);

        Assert.Equal(
            [
                "catalog items/batch",
                "playlists playlists/batch",
                "social activity/windows",
                "social artists-followed/windows",
                "social shares/batch",
                "social shares/windows",
                "users users",
                "users users/batch",
            ],
            TakeCalls());
    }

    [Fact]
    public async Task What_was_reported_costs_one_call_per_level()
    {
        const string query = """
            { reported { totalCount nodes {
              reportCount latest { reason details reportedBy { userName } }
              subject { __typename ... on Share { message sharedBy { userName } } ... on User { userName } }
            } } }
            """;
        using var request = gateway.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query }));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Of(gateway.Services.Ada, Roles.Admin));
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var data = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["data"]!;

        Assert.Equal(["Share", "User"], data["reported"]!["nodes"]!.AsArray().Select(node => (string)node!["subject"]!["__typename"]!));
        Assert.Equal(["social reports", "users users/batch"], TakeCalls());
    }

    private async Task<IReadOnlyList<string>> CallsOfPlaylistAsync(int songs)
    {
        TakeCalls();
        var data = await gateway.DataAsync(PlaylistQuery, variables: new { id = GlobalIds.Of("Playlist", gateway.Services.Playlist.Id) });
        var nodes = data["playlistById"]!["items"]!["nodes"]!.AsArray();
        Assert.Equal(songs, nodes.Count);
        Assert.Equal($"Song {songs}", (string)nodes[^1]!["song"]!["title"]!);
        Assert.Equal($"Artist {songs}", (string)nodes[^1]!["song"]!["artists"]![0]!["name"]!);
        Assert.Equal($"Album {songs}", (string)nodes[^1]!["song"]!["album"]!["title"]!);
        return TakeCalls();
    }

    /// <summary>In alphabetical order, since calls of one level go out at the same time.</summary>
    private IReadOnlyList<string> TakeCalls()
    {
        var calls = gateway.Sidecar.Calls.Select(call => $"{call.AppId} {call.Path}").Order(StringComparer.Ordinal).ToList();
        gateway.Sidecar.Forget();
        return calls;
    }
}
