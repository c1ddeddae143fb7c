using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>Our parser and validator say the same of documents as graphql-js does: the same messages at the same places.</summary>
public sealed class DifferentialTests(GraphQLJs reference) : IClassFixture<GraphQLJs>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Differential");
    private static readonly string Sdl = File.ReadAllText(Path.Combine(Folder, "schema.graphql"));
    private static readonly Schema Schema = SchemaBuilder.FromSdl(Sdl).Build();
    private static readonly string[] Written = File.ReadAllText(Path.Combine(Folder, "documents.txt")).Replace("\r", "").Split("\n---\n");

    [Fact]
    public Task Documents_WrittenByHand_AreJudgedAlike() => CompareAsync(Written);

    [Fact]
    public Task Documents_GeneratedFromTheSchema_AreJudgedAlike()
    {
        var random = DifferentialSettings.Random(20250901);
        return CompareAsync(Enumerable.Range(0, DifferentialSettings.Count(600)).Select(_ => new DocumentGenerator(Schema, random).Generate()));
    }

    [Fact]
    public Task Documents_WithTokensChanged_AreJudgedAlike()
    {
        var random = DifferentialSettings.Random(42);
        return CompareAsync(Enumerable.Range(0, DifferentialSettings.Count(1200)).Select(_ =>
            DocumentMutator.Mutate(Written[random.Next(Written.Length)], random)));
    }

    private async Task CompareAsync(IEnumerable<string> documents)
    {
        await reference.AskAsync("schema", "sdl", Sdl);
        var comparison = new Comparison(reference, Schema, servers: null);
        await comparison.AddAsync(documents.Select(document => new Case(document)));
        comparison.AssertNoDifference();
    }
}
