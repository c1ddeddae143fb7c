using System.Text.Json.Nodes;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Tests.Differential.Execution;
using MusicGraph.GraphQL.Tests.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>graphql-js reads our schemas as they are meant, from SDL and from introspection.</summary>
public sealed class SchemaTests(GraphQLJs reference) : IClassFixture<GraphQLJs>
{
    private static readonly string Sdl = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Differential", "schema.graphql"));

    private const string Introspection = """
        {
          __schema {
            description
            queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
        """;

    [Fact]
    public async Task Print_ASchema_IsWhatGraphQLJsPrints()
    {
        var printed = SchemaPrinter.Print(SchemaBuilder.FromSdl(Sdl).Build());

        var reprinted = (await reference.AskAsync("reprint", "sdl", printed))["printed"]!.GetValue<string>();

        Assert.Equal(reprinted.TrimEnd(), printed.TrimEnd());
    }

    [Fact]
    public async Task Introspection_OfASchema_BuildsTheSameClientSchema()
    {
        var server = new Server(builder => builder.AddSdl(Sdl).AllowUnresolvedFields());
        var data = (await server.AskJsonAsync(Introspection))["data"]!;

        var client = (await reference.AskAsync("client", "introspection", data.DeepClone()))["printed"]!.GetValue<string>();

        var printed = SchemaPrinter.Print(SchemaBuilder.FromSdl(Sdl).Build());
        Assert.Equal(Definitions(printed), Definitions(client));
    }

    [Fact]
    public async Task Schemas_Generated_AreReadPrintedAndIntrospectedAlike()
    {
        var random = DifferentialSettings.Random(8);
        string[] documents = [.. Enumerable.Range(0, DifferentialSettings.Count(150)).Select(_ => new SchemaGenerator(random).Generate()), ExecutionSchema.Sdl];
        foreach (var sdl in documents)
        {
            var expected = await reference.AskAsync("types", "sdl", sdl);
            Assert.True(expected.ContainsKey("schema"), $"{expected["faults"]}\n{sdl}");
            Assert.Equal(expected["printed"]!.GetValue<string>(), SyntaxPrinter.Print(Utf8Parser.Parse(sdl)));

            var printed = SchemaPrinter.Print(SchemaBuilder.FromSdl(sdl).Build());
            Assert.Equal(expected["schema"]!.GetValue<string>(), (await reference.AskAsync("types", "sdl", printed))["schema"]!.GetValue<string>());

            var server = new Server(builder => builder.AddSdl(sdl).AllowUnresolvedFields());
            var data = (await server.AskJsonAsync(Introspection))["data"]!;
            var client = await reference.AskAsync("client", "introspection", data.DeepClone());
            Assert.Equal(expected["schema"]!.GetValue<string>(), client["schema"]!.GetValue<string>());
        }
    }

    /// <summary>Whether a document is a valid schema is asked of both as well; ours names all faults, so their words are not compared.</summary>
    [Fact]
    public async Task Schemas_WithTokensChanged_AreJudgedAlike()
    {
        var random = DifferentialSettings.Random(9);
        string[] documents = [.. Enumerable.Range(0, DifferentialSettings.Count(1000)).Select(_ => DocumentMutator.Mutate(new SchemaGenerator(random).Generate(), random))];
        var differences = new List<string>();
        var listed = new Differences();
        var (index, invalid) = (0, 0);
        await foreach (var expected in reference.AskAllAsync("types", "sdl", [.. documents.Select(sdl => (JsonNode)sdl)]))
        {
            var sdl = documents[index++];
            var (verdict, fault) = Judge(sdl);
            if (fault is not null) invalid++;
            var theirs = expected["syntax"] is { } syntax ? Describe(syntax) : expected["printed"]!.GetValue<string>();
            if (theirs != verdict) differences.Add($"graphql-js: {Other(theirs, verdict)}\n  ours: {Other(verdict, theirs)}");
            else if (fault is null && expected["faults"] is JsonArray faults && listed.AreListed("schema", faults)) continue;
            else if (expected["syntax"] is null && expected.ContainsKey("faults") != fault is not null) differences.Add($"{sdl}\n  graphql-js: {expected["faults"]}\n  ours: {fault}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {index} ({invalid} invalid), such as:\n{string.Join("\n\n", differences.Take(10))}");
    }

    /// <summary>The document as printed or what is wrong with its syntax, and what is wrong with its schema.</summary>
    private static (string Verdict, string? Fault) Judge(string sdl)
    {
        try
        {
            var printed = SyntaxPrinter.Print(Utf8Parser.Parse(sdl));
            try
            {
                SchemaBuilder.FromSdl(sdl).Build();
                return (printed, null);
            }
            catch (SchemaException exception)
            {
                return (printed, exception.Message);
            }
        }
        catch (GraphQLSyntaxException exception)
        {
            return ($"{exception.Message} [[{exception.Location.Line},{exception.Location.Column}]]", null);
        }
    }

    /// <summary>The first line that another text does not have.</summary>
    private static string Other(string text, string other) => text.Split('\n').Except(other.Split('\n')).FirstOrDefault("");

    private static string Describe(JsonNode syntax) => $"{syntax["message"]} {syntax["locations"]!.ToJsonString()}";

    private static string[] Definitions(string sdl) => [.. sdl.TrimEnd().Split("\n\n").Order(StringComparer.Ordinal)];
}
