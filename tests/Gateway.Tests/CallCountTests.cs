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
            "social follows/counts/batch",
            "users users/batch", // the owner
            "users users/batch", // who added the items; the owner is known already
        ];
        Assert.Equal(expected, ofFifty);
        Assert.Equal(expected, ofHundred);
    }

    [Fact]
    public async Task Lists_of_parents_with_lists_of_their_own_cost_one_call_per_level()
    {
        await gateway.DataAsync("{ albums(first: 10) { nodes { songs(first: 5) { nodes { title } } } } }");

        Assert.Equal(["catalog albums", "catalog songs/windows"], TakeCalls());
    }

    [Fact]
    public async Task Playlists_with_items_cost_one_call_per_level()
    {
        await gateway.DataAsync("{ playlists { nodes { items(first: 5) { nodes { addedAt } } owner { displayName } } } }");

        Assert.Equal(["playlists playlists", "playlists playlists/items/batch", "users users/batch"], TakeCalls());
    }

    [Fact]
    public async Task Users_with_their_followers_cost_one_call_per_level()
    {
        await gateway.DataAsync(
            "{ users { nodes { followers { totalCount nodes { displayName } } following { nodes { displayName } } playlists { nodes { name } } } } }");

        Assert.Equal(
            ["playlists playlists/windows", "social followers/windows", "social following/windows", "users users", "users users/batch"], TakeCalls());
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
