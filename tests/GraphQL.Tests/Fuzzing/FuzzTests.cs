using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.AspNetCore.Sockets;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Tests.Differential;
using MusicGraph.GraphQL.Tests.Differential.Execution;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>Whatever bytes come in, a result or a GraphQL error comes out.</summary>
public sealed class FuzzTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Differential");
    private static readonly Schema Schema = SchemaBuilder.FromSdl(File.ReadAllText(Path.Combine(Folder, "schema.graphql"))).Build();
    private static readonly byte[][] Documents =
        [.. File.ReadAllText(Path.Combine(Folder, "documents.txt")).Split("\n---\n").Where(text => text.Length > 0).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Documents_OfAnyBytes_AreParsedAndValidatedOrRefused() => Fuzz(Documents, bytes =>
    {
        try
        {
            var document = Utf8Parser.Parse(bytes);
            _ = DocumentValidator.Validate(Schema, document);

            // What is printed is the same document.
            var printed = SyntaxPrinter.Print(document);
            Assert.Equal(printed, SyntaxPrinter.Print(Utf8Parser.Parse(printed)));
        }
        catch (GraphQLSyntaxException exception)
        {
            Assert.True(exception.Location is { Line: > 0, Column: > 0 });
        }
    });

    [Fact]
    public void Schemas_OfAnyBytes_AreBuiltOrRefused() => Fuzz(Generated(random => new SchemaGenerator(random).Generate()), bytes =>
    {
        try
        {
            var schema = SchemaBuilder.FromSdl(Encoding.UTF8.GetString(bytes)).Build();
            var printed = SchemaPrinter.Print(schema);
            Assert.Equal(printed, SchemaPrinter.Print(SchemaBuilder.FromSdl(printed).Build()));
        }
        catch (Exception exception) when (exception is GraphQLSyntaxException or SchemaException)
        {
            Assert.NotEmpty(exception.Message);
        }
    });

    [Fact]
    public void Variables_OfAnyBytes_AreCoercedOrRefused()
    {
        const string query = "query ($a: Point, $b: [Choice!]!, $c: [[Int!]] = [[1]], $d: Json, $e: Color, $f: ID!, $g: Even, $h: Strict) { __typename }";
        var operation = (OperationDefinitionNode)Utf8Parser.Parse(query).Definitions[0];
        var good = Generated(random => new JsonObject
        {
            ["a"] = JsonNode.Parse("""{"x":1,"y":2.5,"tags":["ü\ud83c\udfb5"],"inner":{"far":[[{"choice":{"list":[1]}}],null]}}"""),
            ["b"] = JsonNode.Parse("""[{"text":"a"},{"point":{}},{"again":{"number":-1e0}}]"""),
            ["c"] = random.Next(),
            ["d"] = new OperationGenerator(random).Generate().Variables,
            ["e"] = "RED",
            ["f"] = 12,
            ["h"] = JsonNode.Parse("""{"must":1,"deep":[{"must":2}]}"""),
        }.ToJsonString());
        Fuzz(good, bytes =>
        {
            try
            {
                _ = VariableCoercion.CoerceVariableValues(ExecutionSchema.Types, operation, bytes);
            }
            catch (GraphQLException exception)
            {
                Assert.NotEmpty(exception.Errors);
            }
        });
    }

    [Fact]
    public void RequestBodies_OfAnyBytes_AreReadOrRefused() => Fuzz(Generated(random => Request(random).ToJsonString()), bytes =>
    {
        if (!RequestParser.TryParse(bytes, out _, out var error)) Assert.NotEmpty(error!);
    });

    [Fact]
    public void SocketMessages_OfAnyBytes_AreReadOrRefused() => Fuzz(
        Generated(random => new JsonObject { ["id"] = "1", ["type"] = random.Next(2) == 0 ? "subscribe" : "ping", ["payload"] = Request(random) }.ToJsonString()),
        bytes =>
        {
            if (!SocketMessage.TryParse(bytes, out _, out var error)) Assert.NotEmpty(error!);
        });

    private static JsonObject Request(Random random)
    {
        var asked = new OperationGenerator(random, faults: 50).Generate();
        return new()
        {
            ["query"] = asked.Document,
            ["variables"] = asked.Variables?.DeepClone(),
            ["operationName"] = asked.OperationName,
            ["extensions"] = new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = "00" } },
        };
    }

    private static byte[][] Generated(Func<Random, string> generate)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 50).Select(_ => Encoding.UTF8.GetBytes(generate(random)))];
    }

    private static void Fuzz(byte[][] good, Action<byte[]> use)
    {
        var count = 0;
        foreach (var number in FuzzSettings.Numbers())
        {
            var bytes = ByteMutator.Make(new Random(number), good);
            count++;
            try
            {
                use(bytes);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"Input {number}: {JsonSerializer.Serialize(Encoding.UTF8.GetString(bytes))} ({Convert.ToBase64String(bytes)})\n{exception}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} inputs");
        Assert.True(count > 100, $"{count} inputs");
    }
}
