using System.Security.Claims;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Execution;

public sealed class ExecutionTests
{
    [Fact]
    public async Task Fields_come_in_the_order_of_the_document_under_their_aliases()
    {
        var answer = await Music.CreateServer().AskAsync("{ b: song(id: 2) { t: title id __typename } a: song(id: 1) { title } none: song(id: 0) { id } }");

        Assert.Equal("""{"data":{"b":{"t":"Song 2","id":2,"__typename":"Song"},"a":{"title":"Song 1"},"none":null}}""", answer);
    }

    [Fact]
    public async Task Fields_of_fragments_are_merged()
    {
        var answer = await Music.CreateServer().AskAsync(
            "{ song(id: 1) { id ...F ... on Song { artist { name } } } } fragment F on Song { title artist { id } }");

        Assert.Equal("""{"data":{"song":{"id":1,"title":"Song 1","artist":{"id":1,"name":"Artist 1"}}}}""", answer);
    }

    [Theory]
    [InlineData(true, true, """{"data":{"song":{"title":"Song 1"}}}""")]
    [InlineData(true, false, """{"data":{"song":{}}}""")]
    [InlineData(false, true, """{"data":{"song":{"id":1,"title":"Song 1"}}}""")]
    public async Task Skip_and_include_read_variables(bool skip, bool include, string expected)
    {
        var server = Music.CreateServer();

        var answer = await server.AskAsync(
            "query ($s: Boolean!, $i: Boolean = true) { song(id: 1) { id @skip(if: $s) ... @include(if: $i) { title } } }",
            new { s = skip, i = include });

        Assert.Equal(expected, answer);
    }

    [Fact]
    public async Task Arguments_take_literals_defaults_and_variables()
    {
        var server = Music.CreateServer();

        Assert.Equal(3, (await server.AskJsonAsync("{ songs { id } }"))["data"]!["songs"]!.AsArray().Count);
        Assert.Equal(5, (await server.AskJsonAsync("{ songs(first: 5) { id } }"))["data"]!["songs"]!.AsArray().Count);
        Assert.Equal(4, (await server.AskJsonAsync("query ($n: Int) { songs(first: $n) { id } }", new { n = 4 }))["data"]!["songs"]!.AsArray().Count);
        Assert.Equal(3, (await server.AskJsonAsync("query ($n: Int) { songs(first: $n) { id } }"))["data"]!["songs"]!.AsArray().Count);
    }

    [Fact]
    public async Task Members_of_a_union_get_the_fields_of_their_type()
    {
        var answer = await Music.CreateServer().AskAsync(
            "{ search { __typename ... on Song { title artist { name } } ... on Album { songs { artist { id } } } ... on Artist { name } } }");

        Assert.Equal(
            """{"data":{"search":[{"__typename":"Song","title":"Song 1","artist":{"name":"Artist 1"}},{"__typename":"Album","songs":[{"artist":{"id":1}},{"artist":{"id":2}}]},{"__typename":"Artist","name":"Artist 7"},{"__typename":"Song","title":"Song 2","artist":{"name":"Artist 2"}}]}}""",
            answer);
    }

    [Fact]
    public async Task Lists_of_value_types_are_written() =>
        Assert.Equal("""{"data":{"numbers":[1,2,3]}}""", await Music.CreateServer().AskAsync("{ numbers }"));

    [Fact]
    public async Task Null_in_a_non_null_field_nulls_the_nearest_nullable_parent_with_the_path_of_the_field()
    {
        var answer = await Music.CreateServer().AskAsync("{ lost(artistId: 13) { id artist { id name } } numbers }");

        Assert.Equal(
            """{"data":{"lost":{"id":0,"artist":null},"numbers":[1,2,3]},"errors":[{"message":"Cannot return null for non-nullable field Artist.name.","locations":[{"line":1,"column":39}],"path":["lost","artist","name"]}]}""",
            answer);
    }

    [Fact]
    public async Task A_failed_non_null_item_nulls_its_list_and_the_next_lists_stay_right()
    {
        var answer = await Music.CreateServer().AskAsync("{ grid { id artistOrBust { name } } }");

        Assert.StartsWith("""{"data":{"grid":[null,[{"id":4,"artistOrBust":{"name":"Artist 4"}}]]},"errors":[""", answer);
        Assert.Contains("\"path\":[\"grid\",0,1,\"artistOrBust\"]", answer);
    }

    [Fact]
    public async Task A_null_that_comes_up_to_the_root_leaves_no_data()
    {
        var server = Music.CreateServer(more: schema => schema
            .AddField("Query", new("required", "Song!") { Resolve = static batch => batch.Set(0, (object?)null) }));

        Assert.StartsWith("""{"data":null,"errors":[{"message":"Cannot return null""", await server.AskAsync("{ numbers required { id } }"));
    }

    [Fact]
    public async Task Unexpected_exceptions_are_masked()
    {
        var answer = await Music.CreateServer().AskAsync("{ lost(artistId: -1) { broken artist { id } } }");

        Assert.DoesNotContain("secret", answer);
        Assert.StartsWith("""{"data":{"lost":{"broken":null,"artist":null}},"errors":[{"message":"Unexpected Execution Error",""", answer);
        Assert.Contains("\"path\":[\"lost\",\"artist\"]", answer);
    }

    [Fact]
    public async Task Keys_of_one_level_are_fetched_once_whatever_asks_for_them()
    {
        var fetches = new Fetches();

        await Music.CreateServer(fetches).AskAsync("{ songs(first: 50) { artist { id } } strictSongs { id artistOrBust { name } } a: song(id: 5) { artist { id } } }");

        Assert.Equal("artists 0,1,2,3,4,5,6,7,8,9", Assert.Single(fetches.Calls));
    }

    [Fact]
    public async Task A_nested_level_is_one_more_fetch()
    {
        var fetches = new Fetches();
        var server = Music.CreateServer(fetches, schema => schema.AddField("Artist", new("next", "Artist")
        {
            Resolve = static batch =>
            {
                var artists = batch.Request.Service<ArtistById>();
                for (var i = 0; i < batch.Count; i++) batch.Set(i, LoadNextAsync(artists, ((Artist)batch.Parent(i)).Id));
            },
        }));

        var answer = await server.AskAsync("{ songs(first: 3) { artist { next { id } } } }");

        Assert.Equal("""{"data":{"songs":[{"artist":{"next":{"id":21}}},{"artist":{"next":{"id":22}}},{"artist":{"next":{"id":23}}}]}}""", answer);
        Assert.Equal(["artists 1,2,3", "artists 11,12,13", "artists 21,22,23"], fetches.Calls);
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other()
    {
        var log = new List<string>();
        var server = Music.CreateServer(more: schema => schema.AddObject("Mutation").AddField("Mutation", new("log", "Int!")
        {
            Arguments = [new("n", "Int!")],
            Resolve = batch => batch.Set(0, LogAsync(log, batch.Arguments.Get<int>(0))),
        }));

        await server.AskAsync("mutation { a: log(n: 1) b: log(n: 2) c: log(n: 3) }");

        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"], log);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_takes_too_long_is_ended_also_where_its_resolver_ends_first(bool endsFirst)
    {
        var server = Music.CreateServer(
            more: schema => schema.AddField("Query", new("forever", "Int")
            {
                Resolve = batch => batch.Set(0, endsFirst ? Cancelled.Late<int>(batch.Request.RequestAborted) : new TaskCompletionSource<int>().Task),
            }),
            options: new RequestExecutorOptions { ExecutionTimeout = TimeSpan.FromMilliseconds(20) });

        Assert.Contains("The request exceeded the configured timeout", await server.AskAsync("{ forever }"));
    }

    [Fact]
    public async Task A_field_with_a_rule_needs_a_user()
    {
        var server = Music.CreateServer(more: schema => schema.AddField("Song", new("plays", "Int")
        {
            Authorization = new AuthorizationRule([]),
            Write = static (_, w) => w.Write(5),
        }));

        Assert.Contains("AUTH_NOT_AUTHENTICATED", await server.AskAsync("{ song(id: 1) { plays } }"));
        server.User = new(new ClaimsIdentity("test"));
        Assert.Equal("""{"data":{"song":{"plays":5}}}""", await server.AskAsync("{ song(id: 1) { plays } }"));
    }

    [Fact]
    public async Task Each_event_of_a_subscription_is_executed_with_fresh_loaders()
    {
        var fetches = new Fetches();
        var server = Music.CreateServer(fetches, schema => schema.AddObject("Subscription").AddField("Subscription", new("onSong", "Song!")
        {
            Subscribe = static (_, _) => new(SongsAsync()),
            Resolve = static batch => batch.Set(0, batch.Parent(0)),
        }));

        var responses = await server.SubscribeAsync("subscription { onSong { title artist { id } } }");

        Assert.Equal(
            [
                """{"data":{"onSong":{"title":"Song 1","artist":{"id":1}}}}""",
                """{"data":{"onSong":{"title":"Song 11","artist":{"id":1}}}}""",
            ],
            responses);
        Assert.Equal(["artists 1", "artists 1"], fetches.Calls);
    }

    [Fact]
    public async Task Strings_are_escaped_as_JSON_demands()
    {
        const string Text = "quote \" backslash \\ control \u0001 \n\r\t umlaut ü emoji 🎵 script </script>";
        var server = Music.CreateServer(more: schema => schema.AddField("Query", new("text", "String") { Write = static (_, w) => w.Write(Text) }));

        Assert.Equal(Text, (await server.AskJsonAsync("{ text }"))["data"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_requests_at_once_do_not_disturb_each_other()
    {
        var server = Music.CreateServer();

        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Task.Run(
            () => server.AskAsync("query ($id: Int!) { song(id: $id) { id artist { id songs { id } } } }", new { id = (i % 50) + 1 }))));

        for (var i = 0; i < answers.Length; i++) Assert.Equal(await server.AskAsync($"{{ song(id: {((i + 1) % 50) + 1}) {{ id artist {{ id songs {{ id }} }} }} }}"), answers[i]);
    }

    private static async Task<Artist?> LoadNextAsync(ArtistById artists, int id)
    {
        // Two awaits: the second key is asked for when the first batch has been handed out.
        var first = await artists.LoadAsync(id + 10);
        return await artists.LoadAsync(first!.Id + 10);
    }

    private static async Task<int> LogAsync(List<string> log, int n)
    {
        log.Add($"begin {n}");
        await Task.Yield();
        log.Add($"end {n}");
        return n;
    }

    private static async IAsyncEnumerable<object> SongsAsync()
    {
        yield return Music.Songs[0];
        await Task.Yield();
        yield return Music.Songs[10];
    }
}
