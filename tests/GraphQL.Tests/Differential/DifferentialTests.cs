using System.Text;
using System.Text.Json.Nodes;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>Our parser and validator say the same of documents as graphql-js does.</summary>
public sealed class DifferentialTests(GraphQLJs reference) : IClassFixture<GraphQLJs>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Differential");
    private static readonly string Sdl = File.ReadAllText(Path.Combine(Folder, "schema.graphql"));
    private static readonly Schema Schema = SchemaBuilder.FromSdl(Sdl).Build();

    [Fact]
    public async Task Documents_WrittenByHand_AreJudgedAlike()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "documents.txt"), TestContext.Current.CancellationToken);
        await CompareAsync(text.Split("\n---\n").Select(document => document.Replace("\r", "")));
    }

    [Fact]
    public async Task Documents_WithDeferAndStream_AreJudgedAlike()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "incremental.txt"), TestContext.Current.CancellationToken);
        await CompareAsync(text.Split("\n---\n").Select(document => document.Replace("\r", "")));
    }

    [Fact]
    public async Task Documents_GeneratedFromTheSchema_AreJudgedAlike()
    {
        var random = new Random(20250901);
        await CompareAsync(Enumerable.Range(0, 400).Select(_ => new DocumentGenerator(Schema, random).Generate()));
    }

    [Fact]
    public async Task Documents_WithTokensChanged_AreJudgedAlike()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "documents.txt"), TestContext.Current.CancellationToken);
        var documents = text.Split("\n---\n");
        var random = new Random(42);
        await CompareAsync(Enumerable.Range(0, 600).Select(_ => DocumentMutator.Mutate(documents[random.Next(documents.Length)], random)));
    }

    private async Task CompareAsync(IEnumerable<string> documents)
    {
        await reference.AskAsync("schema", "sdl", Sdl);
        var differences = new StringBuilder();
        var count = 0;
        var different = 0;
        foreach (var document in documents)
        {
            count++;
            var expected = Normalize(await reference.AskAsync("document", "document", document));
            var actual = Normalize(Judge(document));
            if (expected == actual) continue;
            if (different++ < 5)
            {
                string[] expectedLines = expected.Split('\n'), actualLines = actual.Split('\n');
                differences.AppendLine(document);
                differences.AppendLine($"  graphql-js only:\n{string.Join('\n', expectedLines.Except(actualLines))}");
                differences.AppendLine($"  ours only:\n{string.Join('\n', actualLines.Except(expectedLines))}");
            }
        }

        Assert.True(count > 0);
        Assert.True(different == 0, $"{different} of {count}, such as:\n{differences}");
    }

    private static JsonObject Judge(string document)
    {
        try
        {
            var tree = Utf8Parser.Parse(document);
            var errors = DocumentValidator.Validate(Schema, tree);
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

    /// <summary>The verdict as text, without what differs by design.</summary>
    private static string Normalize(JsonObject verdict)
    {
        if (verdict["syntax"] is JsonObject syntax) return Describe(syntax);
        var errors = verdict["errors"]!.AsArray().Select(error => error!.AsObject()).ToArray();

        // Definitions of types make a document invalid; what else is wrong with them is of no interest. Of fields that do not merge
        // graphql-js names all pairs by the outermost, we the one that differs.
        if (errors.Any(error => MessageOf(error).EndsWith("is not executable.", StringComparison.Ordinal))) return "not executable";
        // Of a cycle each may name any spread on the way, and we do not look for conflicts in operations without an end.
        var isEndless = errors.Any(IsCycle);
        var others = errors.Where(error => !IsConflict(error) && !IsCycle(error)).Select(Describe).ToList();
        if (isEndless) others.Add("a cycle of fragments");
        else if (errors.Any(IsConflict)) others.Add("conflicting fields");
        return $"{string.Join("\n    ", others.Order(StringComparer.Ordinal))}\n{verdict["printed"]!.GetValue<string>()}";
    }

    private static bool IsConflict(JsonObject error) => MessageOf(error).StartsWith("Fields \"", StringComparison.Ordinal);

    private static bool IsCycle(JsonObject error) => MessageOf(error).StartsWith("Cannot spread fragment", StringComparison.Ordinal);

    private static string Describe(JsonObject error) => $"{MessageOf(error)} {error["locations"]!.ToJsonString()}";

    /// <summary>Without the order of suggested types, which is a matter of taste, and the type that graphql-js gives to meta-fields.</summary>
    private static string MessageOf(JsonObject error) =>
        error["message"]!.GetValue<string>().Split(" Did you mean to use an inline fragment")[0].Replace("<meta>.", "QueryRoot.");
}
