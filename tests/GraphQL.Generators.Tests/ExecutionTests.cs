using System.Security.Claims;
using System.Text.RegularExpressions;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Generators.Tests.Sample;
using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class ExecutionTests : IAsyncDisposable
{
    private static readonly string ArmyId = NodeIds.Format("Song", Store.Army);
    private static readonly string BjorkId = NodeIds.Format("Artist", Store.Bjork);

    private readonly SampleServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("a_page_of_a_list", """{ songs(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { title mood loudness addedAt labels shout moods } } }""")]
    [InlineData("the_last_of_a_page", """{ songs(last: 1, before: "Mg==", mood: VERY_SAD) { nodes { title } pageInfo { hasPreviousPage startCursor } } }""")]
    [InlineData("a_page_that_is_too_large", """{ songs(first: 101) { totalCount } }""")]
    [InlineData("a_connection_from_a_method", """{ titles(first: 2) { nodes edges { node cursor } } }""")]
    [InlineData("a_union", """{ search(text: "Song") { __typename ... on Song { title } ... on Artist { name songs { title } } } }""")]
    [InlineData("scalars_and_lists", """{ lyrics(title: "Army") sum(numbers: [1, 2], moods: [HAPPY]) numbers(to: 3) }""")]
    [InlineData("an_unexpected_fault", """{ fails }""")]
    [InlineData("a_field_for_others", """{ me }""")]
    [InlineData("defaults_of_an_input", """mutation { importPlaylist(input: { playlist: { name: "a" } }) { string } }""")]
    [InlineData("an_input_in_full", """mutation { importPlaylist(input: { playlist: { name: "a", mood: VERY_SAD, songIds: [], description: null } }) { string } }""")]
    [InlineData("a_mutation_without_input", """mutation { reset { isDone } count(by: 1) }""")]
    [InlineData("an_error_that_is_an_exception", """mutation { createPlaylist(input: { name: "taken", songIds: [] }) { playlist { name } errors { __typename ... on Error { message } ... on NameTakenError { name } } } }""")]
    [InlineData("an_error_made_from_an_exception", """mutation { createPlaylist(input: { name: "much too long", songIds: [] }) { errors { ... on TooLong { message limit } } } }""")]
    [InlineData("a_fault_that_is_no_error", """mutation { createPlaylist(input: { name: "fault", songIds: [] }) { playlist { name } errors { __typename } } }""")]
    public async Task Generated_code_answers(string name, string query)
    {
        var response = await _server.RunAsync(query);

        // The trace of a fault is another one each time.
        response = Regex.Replace(response, "[0-9a-f]{32}", "TRACE");
        Snapshot.Match($"{query}\n{response}", "Answers_" + name);
    }

    [Fact]
    public async Task A_global_id_of_each_kind_of_node_resolver_is_found()
    {
        var response = await _server.RunAsync($$$"""{ a: node(id: "{{{ArmyId}}}") { id } b: node(id: "{{{BjorkId}}}") { ... on Artist { name } } songById(id: "{{{ArmyId}}}") { title } }""");

        Assert.Equal($$$$"""{"data":{"a":{"id":"{{{{ArmyId}}}}"},"b":{"name":"Björk"},"songById":{"title":"Song 0"}}}""", response);
    }

    [Fact]
    public async Task A_global_id_of_another_type_is_an_error()
    {
        var response = await _server.RunAsync($$"""{ songById(id: "{{BjorkId}}") { title } }""");

        Assert.Contains("does not match the expected type name", response);
    }

    [Fact]
    public async Task Ids_are_written_and_read_as_global_ids()
    {
        var response = await _server.RunAsync(
            $$$"""mutation { createPlaylist(input: { name: "mine", songIds: ["{{{ArmyId}}}"] }) { playlist { id ownerId songIds } errors { __typename } } }""");

        Assert.Equal(
            $$$$"""{"data":{"createPlaylist":{"playlist":{"id":"{{{{Store.Army}}}}","ownerId":"{{{{BjorkId}}}}","songIds":["{{{{ArmyId}}}}"]},"errors":null}}}""",
            response);
    }

    [Fact]
    public async Task Artists_of_all_songs_are_fetched_at_once()
    {
        await _server.RunAsync("{ songs { nodes { artists { name } } } }");

        Assert.Equal([1], _server.Store.ArtistFetches);
    }

    [Fact]
    public async Task A_field_with_a_role_is_for_those_who_have_it()
    {
        var admin = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "ann"), new(ClaimTypes.Role, "admin")], "test"));

        Assert.Equal("""{"data":{"me":"ann acme"}}""", await _server.RunAsync("{ me }", admin));
    }

    [Fact]
    public async Task A_method_opens_the_stream_of_a_subscription()
    {
        var responses = await _server.SubscribeAsync(
            """subscription { onSong(topic: "new", title: "other") { title artists { name } } }""",
            1,
            () => _server.Events.SendAsync("new", _server.Store.Songs[0]).AsTask());

        Assert.Equal(["""{"data":{"onSong":{"title":"other","artists":[{"name":"Björk"}]}}}"""], responses);
    }

    [Fact]
    public async Task A_stream_may_be_any_sequence()
    {
        var responses = await _server.SubscribeAsync("subscription { onCount(to: 2) }", 2, () => Task.CompletedTask);

        Assert.Equal(["""{"data":{"onCount":1}}""", """{"data":{"onCount":2}}"""], responses);
    }

    [Fact]
    public async Task A_topic_may_contain_an_argument()
    {
        var responses = await _server.SubscribeAsync(
            """subscription { onPlay(songId: "s1") }""",
            2,
            async () =>
            {
                await _server.Events.SendAsync("plays_s2", 1);
                await _server.Events.SendAsync("plays_s1", 2);
                await _server.Events.SendAsync("plays_s1", 3);
            });

        Assert.Equal(["""{"data":{"onPlay":2}}""", """{"data":{"onPlay":3}}"""], responses);
    }
}
