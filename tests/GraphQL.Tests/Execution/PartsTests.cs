using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Tests.Execution;

/// <summary>What is done when, in a response that comes in parts.</summary>
public sealed class PartsTests
{
    private readonly TaskCompletionSource<string> _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> _batches = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Deferred_fragments_of_all_items_ask_a_DataLoader_together()
    {
        var parts = await NewServer().AskInPartsAsync("{ items { ... @defer { name } } }");
        Assert.Equal(3, parts[1]!["incremental"]!.AsArray().Count);
        Assert.Equal([3], _batches);
    }

    [Fact]
    public async Task What_is_deferred_and_what_is_streamed_share_a_DataLoader()
    {
        await NewServer().AskInPartsAsync("{ items { ... @defer { name } } rest: items @stream(initialCount: 1) { name } }");
        Assert.Equal([1, 2], _batches);
    }

    [Fact]
    public async Task A_slow_fragment_does_not_hold_up_a_fast_one()
    {
        var asked = NewServer().AskInPartsAsync("{ ... @defer(label: \"slow\") { slow } ... @defer(label: \"fast\") { fast } }", onPart: part =>
        {
            if (part["incremental"]?[0]?["data"]?["fast"] is not null) _slow.SetResult("at last");
        });
        var parts = await asked.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("""{"incremental":[{"id":"1","data":{"fast":"now"}}],"completed":[{"id":"1"}],"hasNext":true}""", parts[1]!.ToJsonString());
        Assert.Equal("""{"incremental":[{"id":"0","data":{"slow":"at last"}}],"completed":[{"id":"0"}],"hasNext":false}""", parts[2]!.ToJsonString());
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("cancelled")]
    public async Task A_fragment_past_the_time_fails_and_ends_the_response(string field)
    {
        var server = NewServer(new RequestExecutorOptions { ExecutionTimeout = TimeSpan.FromSeconds(1) });
        var parts = await server.AskInPartsAsync($"{{ fast ... @defer {{ {field} }} }}");
        Assert.Equal("now", parts[0]!["data"]!["fast"]!.GetValue<string>());
        var last = parts[1]!;
        Assert.False(last["hasNext"]!.GetValue<bool>());
        Assert.Contains("timeout", last["completed"]![0]!["errors"]![0]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_asynchronous_list_is_read_to_its_end_and_closed()
    {
        var parts = await NewServer().AskInPartsAsync("{ numbers @stream(initialCount: 2) }");
        Assert.Equal("[0,1]", parts[0]!["data"]!["numbers"]!.ToJsonString());
        Assert.Equal(250, 2 + parts.Skip(1).Sum(part => part!["incremental"]?[0]?["items"]!.AsArray().Count ?? 0));
        Assert.All(parts.Skip(1), part => Assert.True((part!["incremental"]?[0]?["items"]!.AsArray().Count ?? 0) <= 100));
        await _closed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_asynchronous_list_is_one_list_where_it_is_not_streamed()
    {
        var answer = await NewServer().AskJsonAsync("{ numbers }");
        Assert.Equal(250, answer["data"]!["numbers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Parts_are_ignored_where_the_transport_has_none() => Assert.Equal(
        """{"data":{"fast":"now","items":[{"name":"0"},{"name":"1"},{"name":"2"}]}}""",
        await NewServer().AskAsync("{ fast ... @defer { items @stream { ... @defer { name } } } }"));

    private Server NewServer(RequestExecutorOptions? options = null) => new(
        schema => schema
            .ModifyOptions(switches => switches.EnableDefer = switches.EnableStream = true)
            .AddObject("Item", typeof(Item))
            .AddField("Item", new("name", "String!")
            {
                Resolve = static batch =>
                {
                    for (var i = 0; i < batch.Count; i++) batch.Set(i, batch.Request.Service<Names>().LoadAsync(((Item)batch.Parent(i)).Id));
                },
            })
            .AddObject("Query")
            .AddField("Query", new("items", "[Item!]!") { Resolve = static batch => batch.Set(0, new[] { new Item(0), new Item(1), new Item(2) }) })
            .AddField("Query", new("fast", "String!") { Resolve = static batch => batch.Set(0, "now") })
            .AddField("Query", new("slow", "String!") { Resolve = batch => batch.Set(0, _slow.Task) })
            .AddField("Query", new("cancelled", "String!") { Resolve = static batch => batch.Set(0, Cancelled.Late<string>(batch.Request.RequestAborted)) })
            .AddField("Query", new("numbers", "[Int!]!") { Resolve = batch => batch.SetItems(0, CountAsync()) }),
        services => services.AddSingleton(_batches).AddScoped<Names>(),
        options);

    private async IAsyncEnumerable<int> CountAsync()
    {
        try
        {
            for (var i = 0; i < 250; i++)
            {
                if (i == 120) await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            _closed.SetResult();
        }
    }

    private sealed record Item(int Id);

    private sealed class Names(IBatchScheduler scheduler, List<int> batches) : BatchDataLoader<int, string>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            batches.Add(keys.Count);
            await Task.Yield();
            return keys.ToDictionary(key => key, key => key.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
