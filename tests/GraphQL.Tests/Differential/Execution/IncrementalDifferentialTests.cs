using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Tests.Execution;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>
/// Operations with <c>@defer</c> and <c>@stream</c> are answered in parts as graphql-js answers them: the same first part, the same paths and
/// labels announced, the same data for each, the same that fail. Of a fragment all of whose fields came with others it depends on which was
/// first whether it is announced at all, so that is compared only where operations are written such that it does not matter.
/// </summary>
public sealed class IncrementalDifferentialTests(GraphQLJs reference) : IClassFixture<GraphQLJs>
{
    private const string Directives = """

        directive @defer(label: String, if: Boolean) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(label: String, initialCount: Int! = 0, if: Boolean) on FIELD
        """;

    [Fact]
    public async Task Operations_Generated_AreAnsweredInTheSameParts()
    {
        var random = DifferentialSettings.Random(8);
        var cases = Enumerable.Range(0, DifferentialSettings.Count(800)).Select(_ => new OperationGenerator(random, inParts: true).Generate());
        await CompareAsync(cases, isOrdered: false);
    }

    [Fact]
    public async Task Operations_WrittenByHand_AreAnsweredInTheSameParts() => await CompareAsync(
        WrittenIncrementalOperations.All.SelectMany(operation =>
            Enumerable.Repeat(new Case(operation.Document, JsonNode.Parse(operation.Variables)!.AsObject()), 8)),
        isOrdered: true);

    private async Task CompareAsync(IEnumerable<Case> cases, bool isOrdered)
    {
        await reference.AskAsync("schema", "sdl", ExecutionSchema.Sdl + Directives);
        var roots = Enumerable.Range(0, 8).Select(i => new ThingOfA(ValueRule.Hash((uint)i, "seed"))).ToArray();
        var servers = Array.ConvertAll(roots, root => new Server(
            schema => ExecutionSchema.AddTo(schema.ModifyOptions(options => options.EnableDefer = options.EnableStream = true)),
            services => services.AddScoped<ValueLoader>().AddSingleton(root)));
        var differences = new StringBuilder();
        var (count, parted, different) = (0, 0, 0);
        foreach (var (document, variables, operationName) in cases)
        {
            var index = count++ % servers.Length;
            var request = new JsonObject
            {
                ["document"] = document,
                ["variables"] = variables?.DeepClone(),
                ["operationName"] = operationName,
                ["seed"] = roots[index].Seed,
            };
            var expected = (await reference.AskAsync("parts", "request", request))["parts"]!.AsArray();
            var actual = await servers[index].AskInPartsAsync(document, variables, operationName);
            if (expected.Count > 1) parted++;
            if (Compare(expected, actual, isOrdered) is not { } difference) continue;
            if (different++ < 5) differences.AppendLine($"{document}\n{variables?.ToJsonString()}\n  {difference}\n");
        }

        Assert.True(different == 0, $"{different} of {count} ({parted} in parts), such as:\n{differences}");
        Assert.True(parted > count / 4, $"Only {parted} of {count} were answered in parts.");
    }

    private static string? Compare(JsonArray expectedParts, JsonArray actualParts, bool isOrdered)
    {
        var expected = PartedResponse.Read(expectedParts);
        var actual = PartedResponse.Read(actualParts);
        string[] expectedLines = [.. Describe(expected, isOrdered)], actualLines = [.. Describe(actual, isOrdered)];
        return expectedLines.SequenceEqual(actualLines)
            ? null
            : $"graphql-js only:\n{string.Join('\n', expectedLines.Except(actualLines))}\n  ours only:\n{string.Join('\n', actualLines.Except(expectedLines))}\n"
                + $"{expectedParts.ToJsonString()}\n{actualParts.ToJsonString()}";
    }

    private static IEnumerable<string> Describe(PartedResponse response, bool isOrdered) => response.First.ContainsKey("data")
        ? [Response.Canonical(response.First["data"]), .. response.FirstErrors, .. response.Deliveries, .. response.LaterErrors, .. isOrdered ? response.Completed : []]
        : ["no data"];
}
