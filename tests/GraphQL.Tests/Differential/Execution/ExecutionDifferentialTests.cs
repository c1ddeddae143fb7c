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
        var differences = new StringBuilder();
        var (count, executed, different) = (0, 0, 0);
        foreach (var (document, variables) in operations)
        {
            var seed = ValueRule.Hash((uint)count++, "seed");
            var request = new JsonObject { ["document"] = document, ["variables"] = variables.DeepClone(), ["seed"] = seed };
            var expected = await reference.AskAsync("execute", "request", request);
            var server = new Server(ExecutionSchema.AddTo, services => services.AddScoped<ValueLoader>().AddScoped(_ => new ThingOfA(seed)));
            var actual = (await server.AskJsonAsync(document, variables)).AsObject();
            if (expected.ContainsKey("data")) executed++;
            if (Response.Compare(expected, actual) is not { } difference) continue;
            if (different++ < 5) differences.AppendLine($"{document}\n{variables.ToJsonString()}\n  {difference}\n");
        }

        Assert.True(different == 0, $"{different} of {count} ({executed} executed), such as:\n{differences}");
        Assert.True(executed > count / 2, $"Only {executed} of {count} were executed.");
    }
}
