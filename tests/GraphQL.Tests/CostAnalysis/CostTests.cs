using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.CostAnalysis;

/// <summary>What operations cost, by the rules of the IBM cost specification and HotChocolate's weights.</summary>
public sealed class CostTests
{
    private const string Sdl = """
        type Query {
          hello: String!
          book: Book @cost(weight: "10")
          books(first: Int, last: Int, after: String): BooksConnection
            @listSize(assumedSize: 50, slicingArguments: ["first", "last"], slicingArgumentDefaultValue: 10, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
            @cost(weight: "10")
          strict(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
          usual(limit: Int = 7): [Book] @listSize(assumedSize: 99, slicingArguments: ["limit"], requireOneSlicingArgument: false)
          assumed: [Book] @listSize(assumedSize: 20)
          plain: [Book]
          names: [String]
          find(filter: Filter, filters: [Filter!], text: String @cost(weight: "3")): Book
          things: [Thing] @listSize(assumedSize: 10)
          cheap: Book @cost(weight: "-5")
          heavy: Heavy
          mood: Mood
        }
        type Subscription { book: Book @cost(weight: "10") }
        type BooksConnection { edges: [BooksEdge!] nodes: [Book!] totalCount: Int! @cost(weight: "10") }
        type BooksEdge { node: Book! }
        type Book { title: String! author: Author pages(first: Int): [Book] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
        type Author { name: String! }
        type Heavy @cost(weight: "4") { id: ID }
        enum Mood @cost(weight: "2.5") { HAPPY }
        union Thing = Book | Author | Heavy
        input Filter { title: String and: [Filter!] size: Size @cost(weight: "6") }
        input Size { width: Int height: Int @cost(weight: "2") }
        """;

    [Theory]
    [InlineData("{ hello }", 0, 1)]
    [InlineData("{ book { title author { name } } }", 11, 3)]
    [InlineData("{ books(first: 50) { edges { node { title author { name } } } } }", 111, 152)]
    [InlineData("{ books { nodes { title } } }", 11, 12)]
    [InlineData("{ books(first: 5, last: 8) { nodes { author { name } } totalCount } }", 29, 18)]
    [InlineData("{ books(first: null) { nodes { title } } }", 11, 12)]
    [InlineData("{ books(first: -3) { nodes { title } } }", 11, 2)]
    [InlineData("{ usual { author { name } } }", 8, 15)]
    [InlineData("{ usual(limit: 2) { author { name } } }", 3, 5)]
    [InlineData("{ assumed { author { name } } }", 21, 41)]
    [InlineData("{ plain { title } names }", 2, 2)]
    [InlineData("{ strict(first: 3) { title } }", 1, 4)]
    [InlineData("{ heavy { id } }", 1, 5)]
    [InlineData("{ mood }", 0, 3.5)]
    [InlineData("{ cheap { title } hello }", 0, 2)]
    [InlineData("{ find(text: \"x\") { title } }", 4, 2)]
    [InlineData("{ find(filter: { title: \"x\", size: { height: 1, width: 2 } }) { title } }", 10, 2)]
    [InlineData("{ find(filters: [{ size: { height: 1 } }, { and: [{ title: \"x\" }] }]) { title } }", 11, 2)]
    [InlineData("subscription { book { title } }", 10, 2)]
    public async Task An_operation_costs_what_its_fields_types_and_arguments_do(string query, double fields, double types) =>
        Assert.Equal((fields, types), await CostAsync(query));

    [Fact]
    public async Task Fields_with_one_response_name_count_once_and_aliases_each()
    {
        Assert.Equal((11, 3), await CostAsync("{ book { title } book { author { name } } ...F } fragment F on Query { book { author { name } } }"));
        Assert.Equal((22, 5), await CostAsync("{ book { author { name } } other: book { author { name } } }"));
    }

    [Fact]
    public async Task Below_an_abstract_type_the_most_of_its_types_counts()
    {
        // A book costs one field and type, an author nothing but itself, and ten Heavy would be a hundred types if the union weighed them.
        Assert.Equal((11, 21), await CostAsync("{ things { ... on Book { author { name } } ... on Author { name } ... on Heavy { id } } }"));
    }

    [Theory]
    [InlineData("{\"n\":3}", 14, 8)]
    [InlineData("{\"n\":null}", 21, 22)]
    [InlineData("{}", 21, 22)]
    [InlineData("{\"n\":0}", 11, 2)]
    public async Task A_slicing_argument_counts_by_the_value_of_its_variable(string variables, double fields, double types) =>
        Assert.Equal((fields, types), Cost(await AskAsync("query ($n: Int) { books(first: $n) { nodes { author { name } } } }", variables)));

    [Fact]
    public async Task A_variable_below_a_variable_multiplies()
    {
        const string Query = "query ($n: Int = 4, $m: Int!) { books(first: $n) { nodes { pages(first: $m) { author { name } } } } }";
        Assert.Equal((10 + 1 + (4 * (1 + 5)), 1 + 1 + (4 * (1 + (5 * 2)))), Cost(await AskAsync(Query, "{\"m\":5}")));
        Assert.Equal((10 + 1 + (2 * (1 + 3)), 1 + 1 + (2 * (1 + (3 * 2)))), Cost(await AskAsync(Query, "{\"n\":2,\"m\":3}")));
    }

    [Fact]
    public async Task An_input_object_counts_by_what_the_variable_gives()
    {
        const string Query = "query ($f: Filter, $w: Int) { find(filter: $f, filters: [{ size: { width: $w } }]) { title } }";
        Assert.Equal((1 + 1 + 1 + 6, 2), Cost(await AskAsync(Query, "{}")));
        Assert.Equal((1 + 1 + 1 + 6 + 6 + 2, 2), Cost(await AskAsync(Query, "{\"f\":{\"title\":\"x\",\"size\":{\"height\":1}}}")));
    }

    [Fact]
    public async Task What_is_skipped_costs_nothing()
    {
        const string Query = "query ($yes: Boolean!) { hello book @include(if: $yes) { title } other: book @skip(if: true) { title } }";
        Assert.Equal((10, 2), Cost(await AskAsync(Query, "{\"yes\":true}")));
        Assert.Equal((0, 1), Cost(await AskAsync(Query, "{\"yes\":false}")));
    }

    [Theory]
    [InlineData("{ strict { title } }")]
    [InlineData("{ strict(first: 1, last: 2) { title } }")]
    [InlineData("{ strict(first: null) { title } }")]
    public async Task A_field_that_requires_one_slicing_argument_gets_one(string query) =>
        Assert.Equal(
            """{"errors":[{"message":"Exactly one slicing argument must be defined.","path":["strict"],"extensions":{"code":"HC0082"}}]}""",
            await AskAsync(query));

    [Fact]
    public async Task An_operation_that_costs_too_much_is_refused_with_the_cost_and_the_limit()
    {
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed field cost was exceeded.","extensions":{"code":"HC0047","fieldCost":10,"maxFieldCost":9}}]}""",
            await AskAsync("{ book { title } }", mode: CostMode.None, limits: new() { MaxFieldCost = 9 }));
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed type cost was exceeded.","extensions":{"code":"HC0047","typeCost":2,"maxTypeCost":1}}],"extensions":{"operationCost":{"fieldCost":10,"typeCost":2}}}""",
            await AskAsync("{ book { title } }", mode: CostMode.Report, limits: new() { MaxTypeCost = 1 }));
    }

    [Fact]
    public async Task A_thousand_aliases_of_an_expensive_list_are_refused()
    {
        var query = "{" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $" a{i}: books(first: 50) {{ nodes {{ author {{ name }} }} }}")) + " }";

        var answer = await AskAsync(query, mode: CostMode.None, limits: new() { MaxFieldCost = 60_000, MaxTypeCost = 100_000 });

        Assert.Contains("\"code\":\"HC0047\",\"fieldCost\":61000", answer);
    }

    [Fact]
    public async Task Fragments_that_multiply_end_in_an_error_and_take_no_longer()
    {
        var fragments = string.Concat(Enumerable.Range(0, 22).Select(i =>
            $" fragment F{i} on Book {{ a: pages(first: $n) {{ ...F{i + 1} }} b: pages(first: $n) {{ ...F{i + 1} }} }}"));
        var query = $"query ($n: Int) {{ book {{ ...F0 }} }}{fragments} fragment F22 on Book {{ title }}";

        Assert.StartsWith("{\"errors\":[{\"message\":\"The operation ", await AskAsync(query, "{\"n\":1}"));
    }

    private static async Task<(double Fields, double Types)> CostAsync(string query) => Cost(await AskAsync(query));

    private static (double Fields, double Types) Cost(string answer)
    {
        var cost = JsonDocument.Parse(answer).RootElement.GetProperty("extensions").GetProperty("operationCost");
        return (cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble());
    }

    private static async Task<string> AskAsync(string query, string variables = "{}", CostMode mode = CostMode.Validate, CostOptions? limits = null)
    {
        var schema = SchemaBuilder.FromSdl(Sdl).AddCostDirectives().Build();
        var executor = new RequestExecutor(schema, new RequestExecutorOptions
        {
            Cost = limits ?? new CostOptions(),
            MaxAliases = int.MaxValue,
            MaxFields = int.MaxValue,
            MaxRootFields = int.MaxValue,
        });
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var result = await executor.ExecuteAsync(
            new OperationRequest
            {
                Query = Encoding.UTF8.GetBytes(query),
                Variables = Encoding.UTF8.GetBytes(variables),
                Services = services,
                User = new ClaimsPrincipal(),
                CostMode = mode,
            },
            TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(Assert.IsType<SingleResult>(result).Json.Span);
    }
}
