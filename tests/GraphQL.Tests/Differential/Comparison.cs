using System.Text;
using System.Text.Json.Nodes;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Tests.Differential.Execution;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>Asks both implementations the same and keeps count of what they say.</summary>
/// <param name="servers">Null where documents are only judged.</param>
internal sealed class Comparison(GraphQLJs reference, Schema schema, ExecutionServers? servers)
{
    private const int Examples = 5;

    private readonly StringBuilder _examples = new();
    private int _different;

    public Differences Differences { get; } = new();
    public int Documents { get; private set; }
    public int SyntaxErrors { get; private set; }
    public int Invalid { get; private set; }
    public int Executed { get; private set; }
    public int RequestErrors { get; private set; }
    public int Events { get; private set; }

    /// <summary>Compares all cases, of which some thousand are on the way at a time.</summary>
    public async Task AddAsync(IEnumerable<Case> cases)
    {
        foreach (var chunk in cases.Chunk(1000))
        {
            var first = Documents;
            var requests = chunk.Select((asked, i) => (JsonNode)asked.ToRequest(servers?.SeedOf(first + i))).ToArray();
            var index = 0;
            await foreach (var expected in reference.AskAllAsync("judge", "request", requests))
            {
                var asked = chunk[index];
                var actual = Judge(asked.Document);
                var answer = servers is null ? null : await servers.AnswerAsync(first + index, asked);
                var difference = Compare(expected, actual, answer);
                if (difference is not null && _different++ < Examples) _examples.AppendLine($"{asked}\n  {difference}\n");
                index++;
            }

            Documents += chunk.Length;
        }
    }

    public void AssertNoDifference()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(ToString());
        Assert.True(_different == 0, $"{_different} of {Documents}, such as:\n{_examples}");
    }

    public override string ToString() =>
        $"{Documents} documents: {SyntaxErrors} no syntax, {Invalid} invalid, {RequestErrors} refused requests, {Executed} executed, {Events} events of subscriptions; "
        + $"differences on purpose: {string.Join(", ", Differences.Uses.Select(use => $"{use.Key} {use.Value}"))}";

    private JsonObject Judge(string document)
    {
        try
        {
            var tree = Utf8Parser.Parse(document);
            var errors = DocumentValidator.Validate(schema, tree);
            return new()
            {
                ["printed"] = SyntaxPrinter.Print(tree),
                ["errors"] = new JsonArray([.. errors.Select(error => Describe(error.Message, error.Locations ?? []))]),
            };
        }
        catch (GraphQLSyntaxException exception)
        {
            return new() { ["syntax"] = Describe(exception.Message, [exception.Location]) };
        }
    }

    private static JsonObject Describe(string message, IReadOnlyList<SourceLocation> locations) => new()
    {
        ["message"] = message,
        ["locations"] = new JsonArray([.. locations.Select(location => new JsonArray(location.Line, location.Column))]),
    };

    private string? Compare(JsonObject expected, JsonObject actual, JsonObject? answer)
    {
        if ((expected["syntax"] ?? actual["syntax"]) is not null)
        {
            SyntaxErrors++;
            return JsonNode.DeepEquals(expected["syntax"], actual["syntax"])
                ? Refused(answer, 1)
                : $"graphql-js: {expected["syntax"]?.ToJsonString()}\n  ours:       {actual["syntax"]?.ToJsonString()}";
        }

        if (!JsonNode.DeepEquals(expected["printed"], actual["printed"]))
        {
            if (!JsonNode.DeepEquals(expected["printedWithBlocks"], actual["printed"])) return ShowLine(expected["printed"]!, actual["printed"]!);
            Differences.Use("descriptions-as-blocks");
        }

        var (expectedErrors, actualErrors) = (expected["errors"]!.AsArray(), actual["errors"]!.AsArray());
        if (!Differences.AreSame("validation", expectedErrors, actualErrors)) return Show(expectedErrors, actualErrors);
        if (actualErrors.Count > 0)
        {
            Invalid++;
            return Refused(answer, actualErrors.Count);
        }

        return answer is null ? null : CompareResults(expected["result"]!.AsObject(), answer);
    }

    /// <summary>What is not valid has no data, and the executor says what the validator says.</summary>
    private static string? Refused(JsonObject? answer, int errors) =>
        answer is null || (!answer.ContainsKey("data") && answer["errors"]?.AsArray().Count == errors) ? null : $"Answered: {answer.ToJsonString()}";

    private string? CompareResults(JsonObject expected, JsonObject actual)
    {
        if (expected["events"] is not JsonArray expectedEvents)
        {
            if (expected.ContainsKey("data")) Executed++;
            else RequestErrors++;
            return Response.Compare(expected, actual, Differences);
        }

        Executed++;
        Events += expectedEvents.Count;
        if (actual["events"] is not JsonArray actualEvents || actualEvents.Count != expectedEvents.Count
            || !JsonNode.DeepEquals(expected["isBroken"], actual["isBroken"])) return Show(expected, actual);
        return expectedEvents.Zip(actualEvents, (one, other) => Response.Compare(one!.AsObject(), other!.AsObject(), Differences))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string ShowLine(JsonNode expected, JsonNode actual) => expected.GetValue<string>().Split('\n')
        .Zip(actual.GetValue<string>().Split('\n'))
        .Where(pair => pair.First != pair.Second)
        .Select(pair => $"Printed as {pair.First}\n  ours:      {pair.Second}")
        .FirstOrDefault("One is longer.");

    private static string Show(JsonNode expected, JsonNode actual) => $"graphql-js: {expected.ToJsonString()}\n  ours:       {actual.ToJsonString()}";
}
