using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Tests.Execution;

/// <summary>What fails, fails no more than it must.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task An_item_of_no_possible_type_is_null_and_the_next_ones_keep_their_own_fields()
    {
        var server = Music.CreateServer(more: schema => schema.AddField("Query", new("mixed", "[SearchResult]")
        {
            Resolve = static batch => batch.Set(0, new object[] { Music.Songs[0], "no member", new Artist(7, "Artist 7"), Music.Songs[1] }),
        }));

        var answer = await server.AskAsync("{ mixed { ... on Song { artist { id } } ... on Artist { name } } }");

        Assert.StartsWith("""{"data":{"mixed":[{"artist":{"id":1}},null,{"name":"Artist 7"},{"artist":{"id":2}}]},"errors":[""", answer);
        Assert.Contains("\"path\":[\"mixed\",1]", answer);
    }

    [Fact]
    public async Task An_inner_list_that_fails_while_it_is_read_is_null_and_the_next_ones_stay()
    {
        var server = Music.CreateServer(more: schema => schema.AddField("Query", new("rows", "[[Song!]]")
        {
            Resolve = static batch => batch.Set(0, new object[] { new[] { Music.Songs[0] }, Failing(), new[] { Music.Songs[1] } }),
        }));

        var answer = await server.AskAsync("{ rows { artist { id } } }");

        Assert.StartsWith("""{"data":{"rows":[[{"artist":{"id":1}}],null,[{"artist":{"id":2}}]]},"errors":[""", answer);
        Assert.Contains("\"path\":[\"rows\",1]", answer);
    }

    [Fact]
    public async Task Thousands_of_objects_of_several_types_keep_their_own_values()
    {
        object[] items = [.. Enumerable.Range(0, 3_000).Select(i => (i % 3) switch
        {
            0 => new Song(i, "", i % 50),
            1 => (object)new Artist(i, $"Artist {i}"),
            _ => new Album("", [new Song(i, "", (i + 1) % 50)]),
        })];
        var server = Music.CreateServer(more: schema => schema.AddField("Query", new("mixed", "[SearchResult]") { Resolve = batch => batch.Set(0, items) }));

        var answer = await server.AskJsonAsync(
            "{ mixed { ... on Song { id artist { id } artistOrBust { id } } ... on Artist { name } ... on Album { songs { artist { id } } } } }");

        var mixed = answer["data"]!["mixed"]!.AsArray();
        for (var i = 0; i < items.Length; i++)
        {
            var expected = (i % 3) switch
            {
                0 => $$$"""{"id":{{{i}}},"artist":{"id":{{{i % 50}}}},"artistOrBust":{"id":{{{i % 50}}}}}""",
                1 => $$"""{"name":"Artist {{i}}"}""",
                _ => $$$"""{"songs":[{"artist":{"id":{{{(i + 1) % 50}}}}}]}""",
            };
            Assert.Equal(expected, mixed[i]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_parent_that_cannot_be_read_fails_no_other()
    {
        var server = Music.CreateServer(more: schema => schema.AddField("Song", new("covers", "[Song]")
        {
            Read = static parent => ((Song)parent).Id == 2 ? throw new InvalidOperationException("secret") : new[] { (Song)parent },
        }));

        var answer = await server.AskAsync("{ songs { covers { artist { id } } } }");

        Assert.StartsWith("""{"data":{"songs":[{"covers":[{"artist":{"id":1}}]},{"covers":null},{"covers":[{"artist":{"id":3}}]}]},"errors":[""", answer);
    }

    [Fact]
    public async Task A_condition_that_is_null_is_an_error()
    {
        var server = Music.CreateServer();
        const string Query = "query ($a: Boolean = true) { numbers @include(if: $a) }";

        Assert.Equal("""{"data":{"numbers":[1,2,3]}}""", await server.AskAsync(Query));
        Assert.StartsWith("""{"errors":[{"message":"Argument \"if\" of non-null type""", await server.AskAsync(Query, new { a = (bool?)null }));
    }

    [Fact]
    public async Task Mutations_end_with_the_first_that_leaves_no_data()
    {
        var calls = 0;
        var server = Music.CreateServer(more: schema => schema
            .AddObject("Mutation")
            .AddField("Mutation", new("fail", "Int!") { Resolve = static batch => batch.Set(0, Task.FromException<int>(new InvalidOperationException())) })
            .AddField("Mutation", new("count", "Int!") { Resolve = batch => batch.Set(0, ++calls) }));

        var answer = await server.AskAsync("mutation { a: count fail b: count }");

        Assert.StartsWith("""{"data":null,"errors":[""", answer);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Tasks_of_several_types_are_an_error_and_not_taken_for_each_other()
    {
        var server = Music.CreateServer(more: schema => schema.AddField("Song", new("length", "Float")
        {
            Resolve = static batch =>
            {
                var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                batch.Set(0, first.Task);
                try
                {
                    batch.Set(1, new TaskCompletionSource<double>().Task);
                }
                finally
                {
                    first.SetResult(1);
                }
            },
        }));

        var answer = await server.AskAsync("{ songs(first: 2) { length } }");

        Assert.StartsWith("""{"data":{"songs":[{"length":null},{"length":null}]},"errors":[""", answer);
    }

    [Fact]
    public async Task Cancelled_and_faulted_tasks_are_errors_of_their_fields()
    {
        var server = Music.CreateServer(more: schema => schema
            .AddField("Query", new("cancelled", "Int") { Resolve = static batch => batch.Set(0, Task.FromCanceled<int>(new CancellationToken(true))) })
            .AddField("Query", new("faulted", "Int") { Resolve = static batch => batch.Set(0, ValueTask.FromException<int>(new InvalidOperationException("secret"))) })
            .AddField("Query", new("thrown", "Int") { Resolve = static _ => throw new OperationCanceledException() }));

        var answer = await server.AskAsync("{ cancelled faulted thrown numbers }");

        Assert.StartsWith("""{"data":{"cancelled":null,"faulted":null,"thrown":null,"numbers":[1,2,3]},"errors":[""", answer);
        Assert.DoesNotContain("secret", answer);
    }

    [Fact]
    public async Task Values_that_come_after_the_time_is_up_reach_no_other_request()
    {
        var late = new TaskCompletionSource<Song>();
        var server = Music.CreateServer(
            more: schema => schema.AddField("Song", new("late", "Song")
            {
                Resolve = batch =>
                {
                    for (var i = 0; i < batch.Count; i++) batch.Set(i, late.Task);
                },
            }),
            options: new RequestExecutorOptions { ExecutionTimeout = TimeSpan.FromMilliseconds(200) });
        var cut = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.AskAsync("{ songs(first: 50) { late { id artist { id } } } }")));
        Assert.All(cut, answer => Assert.Contains("The request exceeded the configured timeout", answer));

        // The pooled arrays of these, which have all the time they need, must not be those that the values above are written to.
        const string Query = "{ songs(first: 2) { id artist { id } } }";
        var patient = Music.CreateServer();
        var others = Enumerable.Range(0, 100).Select(_ => Task.Run(() => patient.AskAsync(Query))).ToArray();
        late.SetResult(new Song(666, "Late", 6));

        Assert.All(await Task.WhenAll(others), answer =>
            Assert.Equal("""{"data":{"songs":[{"id":1,"artist":{"id":1}},{"id":2,"artist":{"id":2}}]}}""", answer));
    }

    [Fact]
    public async Task Keys_that_no_field_waited_for_do_not_keep_later_ones_waiting()
    {
        var scheduler = new BatchScheduler();
        var artists = new ArtistById(scheduler, new Fetches());
        using var request = new CancellationTokenSource();
        scheduler.Attach(() => { }, request.Token);
        var first = artists.LoadAsync(1, TestContext.Current.CancellationToken);

        scheduler.Detach();

        Assert.Equal(2, (await artists.LoadAsync(2, TestContext.Current.CancellationToken))!.Id);
        Assert.Equal(1, (await first)!.Id);
        Assert.NotEqual(request.Token, scheduler.RequestAborted);
    }

    [Fact]
    public async Task A_document_with_half_a_surrogate_pair_is_refused()
    {
        var builder = new GraphQL.Types.SchemaBuilder().AddObject("Query").AddField("Query", new("a", "Int") { Write = static (_, w) => w.Write(1) });
        var executor = new RequestExecutor(builder.Build(), new RequestExecutorOptions());

        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var result = await executor.ExecuteAsync(
            new OperationRequest
            {
                Query = Encoding.UTF8.GetBytes("""{ a @skip(if: \"\ud800\") }"""),
                IsQueryEscaped = true,
                Services = services,
                User = new ClaimsPrincipal(),
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(RequestErrorKind.Document, Assert.IsType<SingleResult>(result).Error);
    }

    private static IEnumerable<Song> Failing()
    {
        yield return Music.Songs[2];
        throw new InvalidOperationException("secret");
    }
}
