using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Tests.Execution;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>
/// Operations over the same data give the same response as graphql-js gives: the data to the last byte and member, the errors by path
/// and location. It differs by design which errors below a discarded object are told: section 6.4.4 asks for one of them, and which of
/// several fields that fail at the same time is first is a matter of timing.
/// </summary>
public sealed class ExecutionDifferentialTests(GraphQLJs reference) : IClassFixture<GraphQLJs>
{
    [Fact]
    public async Task Operations_Generated_AreAnsweredAlike()
    {
        var random = new Random(6);
        await CompareAsync(Enumerable.Range(0, 600).Select(_ => new OperationGenerator(random).Generate()));
    }

    [Fact]
    public async Task Operations_WrittenByHand_AreAnsweredAlike() => await CompareAsync(WrittenOperations.All.SelectMany(operation =>
        Enumerable.Range(0, 3).Select(_ => (operation.Document, JsonNode.Parse(operation.Variables)!.AsObject()))));

    private async Task CompareAsync(IEnumerable<(string Document, JsonObject Variables)> operations)
    {
        await reference.AskAsync("schema", "sdl", ExecutionSchema.Sdl);
        var roots = Enumerable.Range(0, 8).Select(i => new ThingOfA(ValueRule.Hash((uint)i, "seed"))).ToArray();
        var servers = Array.ConvertAll(roots, root => new Server(ExecutionSchema.AddTo, services => services.AddScoped<ValueLoader>().AddSingleton(root)));
        var answers = new List<(Server Server, string Document, JsonObject Variables, string Answer)>();
        var differences = new StringBuilder();
        var (executed, different) = (0, 0);
        foreach (var (document, variables) in operations)
        {
            var index = answers.Count % servers.Length;
            var request = new JsonObject { ["document"] = document, ["variables"] = variables.DeepClone(), ["seed"] = roots[index].Seed };
            var expected = await reference.AskAsync("execute", "request", request);
            var answer = await servers[index].AskAsync(document, variables);
            answers.Add((servers[index], document, variables, answer));
            if (expected.ContainsKey("data")) executed++;
            if (Response.Compare(expected, JsonNode.Parse(answer)!.AsObject()) is not { } difference) continue;
            if (different++ < 5) differences.AppendLine($"{document}\n{variables.ToJsonString()}\n  {difference}\n");
        }

        Assert.True(different == 0, $"{different} of {answers.Count} ({executed} executed), such as:\n{differences}");
        Assert.True(executed > answers.Count / 2, $"Only {executed} of {answers.Count} were executed.");

        // All at once, on what the first round has left in caches and pools, they are what they were.
        var many = new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(answers, many, async (known, _) =>
            Assert.Equal(known.Answer, await known.Server.AskAsync(known.Document, known.Variables)));
    }
}
