using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>
/// Requests over the same data get the same response as graphql-js gives: the verdict on the document, the data to the last byte and
/// member, the errors by path and location, the events of subscriptions. What differs on purpose is listed in differences.json.
/// </summary>
public sealed class ExecutionDifferentialTests(GraphQLJs reference) : IClassFixture<GraphQLJs>
{
    private readonly ExecutionServers _servers = new();

    [Fact]
    public async Task Operations_WrittenByHand_AreAnsweredAlike()
    {
        // Each in three worlds.
        var comparison = await CompareAsync(WrittenOperations.All.SelectMany(operation =>
            Enumerable.Repeat(new Case(operation.Document, JsonNode.Parse(operation.Variables)!.AsObject()), 3)));
        comparison.AssertNoDifference();
    }

    [Fact]
    public async Task Operations_Generated_AreAnsweredAlike()
    {
        var random = DifferentialSettings.Random(6);
        var cases = new List<Case>();
        for (var i = DifferentialSettings.Count(2600); i > 0; i--) cases.Add(new OperationGenerator(random).Generate());
        for (var i = DifferentialSettings.Count(800); i > 0; i--) cases.Add(new OperationGenerator(random, faults: 80).Generate());
        for (var i = DifferentialSettings.Count(600); i > 0; i--) cases.Add(new OperationGenerator(random).Generate(isSubscription: true));
        for (var i = DifferentialSettings.Count(200); i > 0; i--) cases.Add(new OperationGenerator(random, faults: 40).Generate(isSubscription: true));
        var valid = cases.Count;
        for (var i = DifferentialSettings.Count(700); i > 0; i--)
        {
            var original = cases[random.Next(valid)];
            cases.Add(original with { Document = DocumentMutator.Mutate(original.Document, random) });
        }

        var comparison = await CompareAsync(cases);

        comparison.AssertNoDifference();
        if (!DifferentialSettings.IsUsual) return;
        Assert.Empty(comparison.Differences.UnusedOf("syntax", "validation", "request", "execution"));
        Assert.True(comparison.Documents >= 4000, comparison.ToString());
        Assert.True(comparison.Executed > comparison.Documents / 2, comparison.ToString());
        Assert.True(comparison.RequestErrors > 100, comparison.ToString());
        Assert.True(comparison.Events > 300, comparison.ToString());
    }

    [Fact]
    public async Task Operations_AllAtOnce_AreAnsweredAsOneByOne()
    {
        var random = DifferentialSettings.Random(7);
        Case[] cases = [.. Enumerable.Range(0, 600).Select(_ => new OperationGenerator(random).Generate())];
        var answers = new List<string>();
        for (var i = 0; i < cases.Length; i++) answers.Add(WithoutTraces(await _servers.AnswerAsync(i, cases[i])));

        // On what the first round has left in caches and pools, they are what they were.
        var many = new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, cases.Length, many, async (i, _) =>
            Assert.Equal(answers[i], WithoutTraces(await _servers.AnswerAsync(i, cases[i]))));
    }

    /// <summary>The trace of a fault is another one each time.</summary>
    private static string WithoutTraces(JsonNode answer) => Regex.Replace(answer.ToJsonString(), "\"traceId\":\"[0-9a-f]{32}\"", "\"traceId\":\"\"");

    private async Task<Comparison> CompareAsync(IEnumerable<Case> cases)
    {
        await reference.AskAsync("schema", "sdl", ExecutionSchema.Sdl);
        var comparison = new Comparison(reference, _servers.Schema, _servers);
        await comparison.AddAsync(cases);
        return comparison;
    }
}
