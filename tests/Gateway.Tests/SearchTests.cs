using System.Text.Json.Nodes;

namespace MusicGraph.Gateway.Tests;

public sealed class SearchTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Everything = """
        {
          search(text: "one", types: [SONG, ALBUM, ARTIST, PLAYLIST, SHOW, EPISODE, USER], filter: { genre: "synth-pop", yearFrom: 1990, isExplicit: false }) {
            topResult { __typename ... on Artist { name } }
            all(first: 10) {
              nodes {
                __typename ... on Song { title } ... on Album { title } ... on Artist { name } ... on Playlist { name }
                ... on Show { title } ... on Episode { title show { title } } ... on User { displayName }
              }
              endCursor hasNextPage totalCount
            }
            songs(first: 3) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { title } } }
            albums(first: 3) { nodes { title } }
            artists(first: 3) { nodes { name } }
            playlists(first: 3) { nodes { name } }
            shows(first: 3) { nodes { title } }
            episodes(first: 3) { nodes { title show { title } } }
            users(first: 3) { nodes { displayName } }
            facets { types { type count isEstimate } genres { value count } countries { value count } decades { decade count } isEstimate }
          }
        }
        """;

    [Fact]
    public async Task Everything_of_a_search_costs_one_call_and_one_for_each_service_that_owns_what_was_found()
    {
        gateway.Sidecar.Forget();
        await gateway.DataAsync(Everything);

        Assert.Equal(
            ["catalog items/batch", "playlists playlists/batch", "search search", "users users/batch"],
            gateway.Sidecar.Calls.Select(call => $"{call.AppId} {call.Path}").Order());
    }

    [Fact]
    public async Task A_search_answers_its_best_results_by_type_and_in_one_list_with_counts()
    {
        var search = (await gateway.DataAsync(Everything))["search"]!;

        Assert.Equal("""{"__typename":"Artist","name":"Artist 1"}""", search["topResult"]!.ToJsonString());
        Assert.Equal(
            ["Artist", "Album", "Song", "Playlist", "Show", "Episode", "User"], search["all"]!["nodes"]!.AsArray().Select(node => (string)node!["__typename"]!));
        Assert.Equal("gone", (string)search["all"]!["endCursor"]!);
        Assert.Equal("""[{"cursor":"c","node":{"title":"Song 1"}}]""", search["songs"]!["edges"]!.ToJsonString());
        Assert.Equal(1000, (int)search["songs"]!["totalCount"]!);
        Assert.Equal("""[{"title":"Signals"}]""", search["shows"]!["nodes"]!.ToJsonString());
        Assert.Equal("""[{"title":"Long waves","show":{"title":"Signals"}}]""", search["episodes"]!["nodes"]!.ToJsonString());
        Assert.Equal("""[{"displayName":"Ada"}]""", search["users"]!["nodes"]!.ToJsonString());
        Assert.Equal("""[{"type":"SONG","count":1000,"isEstimate":true}]""", search["facets"]!["types"]!.ToJsonString());
        Assert.Equal("""[{"decade":1990,"count":2}]""", search["facets"]!["decades"]!.ToJsonString());
    }

    [Fact]
    public async Task The_arguments_of_a_search_reach_the_service_as_they_are()
    {
        gateway.Sidecar.Forget();
        await gateway.DataAsync("""{ search(text: "a \" b", types: [SONG], filter: { country: "SE", availableIn: "DE" }) { songs(first: 3, after: "x") { totalCount } } }""");

        var request = JsonNode.Parse(gateway.Sidecar.Calls.Single(call => call.AppId == "search").Body)!;
        Assert.Equal("a \" b", (string)request["text"]!);
        Assert.Equal("""{"country":"SE","availableIn":"DE"}""", request["filter"]!.ToJsonString());
        Assert.Equal("""[{"type":"Song","first":3,"after":"x"}]""", request["pages"]!.ToJsonString());
        Assert.False((bool)request["facets"]!);
    }

    [Fact]
    public async Task Results_cannot_be_read_backward()
    {
        var answer = await gateway.QueryAsync("""{ search(text: "x") { songs(last: 3) { totalCount } } }""");

        Assert.Equal("invalid", (string)answer["errors"]![0]!["extensions"]!["code"]!);
    }
}
