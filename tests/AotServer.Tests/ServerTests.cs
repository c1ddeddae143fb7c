using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGraph.AotServer.Tests;

public sealed class ServerTests(ServerProcess server) : IClassFixture<ServerProcess>
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An empty comment, which a server may send at any time.</summary>
    private const string KeepAlive = ":\n\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "{ songs(first: 2, filter: { mood: HAPPY }) { pageInfo { hasNextPage } nodes { title mood length addedAt artist { name } } } }",
        """{"data":{"songs":{"pageInfo":{"hasNextPage":true},"nodes":[{"title":"Song 2","mood":"HAPPY","length":"PT2S","addedAt":"1970-01-01T00:00:00.000Z","artist":{"name":"Björk"}},{"title":"Song 4","mood":"HAPPY","length":"PT4S","addedAt":"1970-01-01T00:00:00.000Z","artist":{"name":"Björk"}}]}}}""")]
    [InlineData(
        "{ search(text: \"Song 1\") { __typename ... on Song { title } ... on Artist { name } } named { __typename name } }",
        """{"data":{"search":[{"__typename":"Song","title":"Song 1"},{"__typename":"Artist","name":"Björk"}],"named":{"__typename":"Artist","name":"Björk"}}}""")]
    [InlineData("{ a: describeNote(filter: {}) b: describeNote(filter: { note: null }) c: describeNote(filter: { note: \"x\" }) }", """{"data":{"a":"none","b":"null","c":"x"}}""")]
    [InlineData("{ __schema { mutationType { name } } __type(name: \"Mood\") { enumValues { name } } }", """{"data":{"__schema":{"mutationType":{"name":"Mutation"}},"__type":{"enumValues":[{"name":"VERY_SAD"},{"name":"HAPPY"}]}}}""")]
    public async Task A_query_is_answered(string query, string answer) => Assert.Equal(answer, Text(await AskAsync(query)));

    [Fact]
    public async Task A_group_of_a_DataLoader_is_counted()
    {
        var answer = await AskAsync("{ songs { totalCount nodes { artist { songCount } } } }");

        Assert.InRange((int)answer["data"]!["songs"]!["nodes"]![0]!["artist"]!["songCount"]!, 25, int.MaxValue);
        Assert.InRange((int)answer["data"]!["songs"]!["totalCount"]!, 25, int.MaxValue);
    }

    [Fact]
    public async Task Every_scalar_goes_in_and_out()
    {
        const string everything = """{"int":-1,"long":9007199254740993,"short":-1,"byte":255,"float":1.5,"decimal":0.10,"boolean":true,"string":"é","uuid":"0f8fad5b-d9cb-469f-a165-70867728950e","moment":"2026-01-31T10:00:00.000+02:00","day":"2026-01-31","time":"18:30:00","span":"PT3M25.5S","link":"https://example.org/a","bytes":"AQI=","json":{"a":[1,null]},"numbers":[1,null],"mood":"HAPPY"}""";
        var fields = string.Join(" ", JsonNode.Parse(everything)!.AsObject().Select(field => field.Key));

        var answer = await AskAsync($"query($e: EverythingInput!) {{ echo(everything: $e) {{ {fields} }} }}", "{\"e\":" + everything + "}");

        Assert.Equal("""{"data":{"echo":""" + everything + "}}", Text(answer));
    }

    [Fact]
    public async Task A_node_is_found_by_its_id()
    {
        var id = (string)(await AskAsync("{ songs(first: 1) { nodes { id } } }"))["data"]!["songs"]!["nodes"]![0]!["id"]!;

        Assert.Equal("""{"data":{"node":{"title":"Song 1"}}}""", Text(await AskAsync($$"""{ node(id: "{{id}}") { ... on Song { title } } }""")));
    }

    [Fact]
    public async Task A_mutation_answers_its_result_or_its_error()
    {
        const string mutation = "mutation($t: String!) { addSong(input: { title: $t, mood: VERY_SAD }) { song { title } errors { ... on TitleTakenError { message title } } } }";
        var variables = $$"""{"t":"New {{Guid.NewGuid():N}}"}""";

        var first = await AskAsync(mutation, variables);
        var second = await AskAsync(mutation, variables);

        Assert.NotNull(first["data"]!["addSong"]!["song"]!["title"]);
        Assert.Null(second["data"]!["addSong"]!["song"]);
        Assert.StartsWith("There is a song named New", (string?)second["data"]!["addSong"]!["errors"]![0]!["message"]);
    }

    [Fact]
    public async Task A_fault_is_masked()
    {
        var answer = await AskAsync("{ fail }");

        Assert.Equal("Unexpected Execution Error", (string?)answer["errors"]![0]!["message"]);
        Assert.DoesNotContain("secret", Text(answer));
    }

    [Fact]
    public async Task A_document_that_is_not_valid_is_a_bad_request()
    {
        using var content = new StringContent("""{"query":"{ songz }"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await server.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_there_in_SDL()
    {
        var sdl = await server.Client.GetStringAsync("/graphql?sdl", Token);

        Assert.Contains("union SearchResult = Song | Artist", sdl);
        Assert.Contains("input EverythingInput {", sdl);
    }

    [Fact]
    public async Task A_subscription_comes_as_server_sent_events()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("subscription { onCount(to: 2) }"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Client.SendAsync(request, Token);

        Assert.Equal(
            "event: next\ndata: {\"data\":{\"onCount\":1}}\n\nevent: next\ndata: {\"data\":{\"onCount\":2}}\n\nevent: complete\ndata: \n\n",
            (await response.Content.ReadAsStringAsync(Token)).Replace(KeepAlive, ""));
    }

    [Fact]
    public async Task A_subscription_over_a_WebSocket_hears_of_a_mutation()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(new Uri(server.Client.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri, Token);
        await SendAsync(socket, """{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await ReceiveAsync(socket));
        await SendAsync(socket, """{"type":"subscribe","id":"1","payload":{"query":"subscription { onSong { title artist { name } } }"}}""");

        // The protocol does not say when the subscription has begun, so songs are added until one is heard of.
        var heard = ReceiveAsync(socket);
        while (!heard.IsCompleted)
        {
            await AskAsync($$"""mutation { addSong(input: { title: "Heard {{Guid.NewGuid():N}}", mood: HAPPY }) { song { id } } }""");
        }

        Assert.StartsWith("""{"id":"1","type":"next","payload":{"data":{"onSong":{"title":"Heard""", await heard);
    }

    private async Task<JsonNode> AskAsync(string query, string? variables = null)
    {
        var body = $$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables ?? "{}"}}}""";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("/graphql", content, Token);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
    }

    private static string Text(JsonNode node) => node.ToJsonString(Relaxed);

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Token);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var result = await socket.ReceiveAsync(buffer, Token);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }
}
