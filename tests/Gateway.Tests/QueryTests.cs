namespace MusicGraph.Gateway.Tests;

public sealed class QueryTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Me_gives_the_caller_with_what_only_they_may_see()
    {
        var data = await gateway.DataAsync("{ me { userName email roles } }", gateway.Services.Ada);

        Assert.Equal("""{"userName":"ada","email":"ada@example.com","roles":["LISTENER"]}""", data["me"]!.ToJsonString());
    }

    [Fact]
    public async Task Email_of_somebody_else_is_null()
    {
        var data = await gateway.DataAsync("{ users { nodes { userName email } } }", gateway.Services.Ben);

        Assert.Null(data["users"]!["nodes"]![0]!["email"]);
    }

    [Fact]
    public async Task Me_without_a_token_is_refused_by_its_code()
    {
        var response = await gateway.QueryAsync("{ me { userName } }");

        Assert.Equal("AUTH_NOT_AUTHENTICATED", (string)response["errors"]![0]!["extensions"]!["code"]!);
        Assert.Null(response["data"]?["me"]);
    }

    [Fact]
    public async Task The_token_of_the_caller_reaches_the_services()
    {
        gateway.Sidecar.Forget();
        await gateway.DataAsync("{ me { email } }", gateway.Services.Ada);

        Assert.All(gateway.Sidecar.Calls, call => Assert.StartsWith("Bearer ", call.Authorization));
    }

    [Fact]
    public async Task Node_finds_everything_that_has_a_global_id()
    {
        var services = gateway.Services;
        string[] ids =
        [
            GlobalIds.Of("Song", services.Songs[0].Id), GlobalIds.Of("Album", services.Albums[0].Id), GlobalIds.Of("Artist", services.Artists[0].Id),
            GlobalIds.Of("User", services.Ada.Id), GlobalIds.Of("Playlist", services.Playlist.Id),
        ];

        var data = await gateway.DataAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", variables: new { ids });

        Assert.Equal(["Song", "Album", "Artist", "User", "Playlist"], data["nodes"]!.AsArray().Select(node => (string)node!["__typename"]!));
        Assert.Equal(ids, data["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
    }

    [Fact]
    public async Task Nodes_gives_an_id_that_cannot_be_loaded_as_the_error_of_its_item()
    {
        var id = GlobalIds.Of("Song", gateway.Services.Songs[0].Id);

        var answer = await gateway.QueryAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables: new { ids = new[] { "nonsense", id } });

        Assert.Null(answer["data"]!["nodes"]![0]);
        Assert.Equal(id, (string)answer["data"]!["nodes"]![1]!["id"]!);
        Assert.Equal("[\"nodes\",0]", Assert.Single(answer["errors"]!.AsArray())!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Nodes_are_limited()
    {
        var ids = Enumerable.Repeat(GlobalIds.Of("Song", gateway.Services.Songs[0].Id), 51);

        var answer = await gateway.QueryAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables: new { ids });

        Assert.Contains("50", (string)answer["errors"]![0]!["message"]!);
    }

    [Fact]
    public async Task A_song_tells_where_its_audio_and_cover_are()
    {
        var data = await gateway.DataAsync(
            "query ($id: ID!) { songById(id: $id) { durationMs genre { name } audio { url contentType size } album { coverUrl } } }",
            variables: new { id = GlobalIds.Of("Song", gateway.Services.Songs[0].Id) });

        var song = data["songById"]!;
        Assert.Equal(180_001, (int)song["durationMs"]!);
        Assert.Equal("Synth-pop", (string)song["genre"]!["name"]!);
        using var audio = await gateway.SendAsync(HttpMethod.Get, (string)song["audio"]!["url"]!);
        Assert.Equal(System.Net.HttpStatusCode.OK, audio.StatusCode);
        using var cover = await gateway.SendAsync(HttpMethod.Get, (string)song["album"]!["coverUrl"]!);
        Assert.Equal(System.Net.HttpStatusCode.OK, cover.StatusCode);
    }

    [Fact]
    public async Task A_connection_is_read_window_by_window()
    {
        var first = (await gateway.DataAsync("{ songs(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { title } } }"))["songs"]!;
        var second = (await gateway.DataAsync(
            "query ($after: String) { songs(first: 2, after: $after) { edges { cursor node { title } } pageInfo { hasPreviousPage } } }",
            variables: new { after = (string)first["pageInfo"]!["endCursor"]! }))["songs"]!;

        Assert.Equal(50, (int)first["totalCount"]!);
        Assert.True((bool)first["pageInfo"]!["hasNextPage"]!);
        Assert.True((bool)second["pageInfo"]!["hasPreviousPage"]!);
        Assert.Equal("Song 3", (string)second["edges"]![0]!["node"]!["title"]!);
    }

    [Fact]
    public async Task A_window_that_a_service_refuses_is_a_clear_error()
    {
        gateway.Services.OnProblem("catalog", "GET", "albums", 400, Contracts.Problems.Invalid, "This is no cursor.", ("field", "after"));

        var response = await gateway.QueryAsync("""{ albums(after: "bogus") { nodes { title } } }""");

        Assert.Equal("This is no cursor.", (string)response["errors"]![0]!["message"]!);
    }
}
