using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary><c>Cache-Control</c> from <c>@cacheControl</c>.</summary>
public sealed class CacheControlTests
{
    [Theory]
    [InlineData("{ hour }", "public, max-age=3600")]
    [InlineData("{ hour minute }", "public, max-age=60")]
    [InlineData("{ hour mine }", "private, max-age=30")]
    [InlineData("{ hour hello }", "public, max-age=0")]
    [InlineData("{ shared }", "public, max-age=10, s-maxage=100")]
    [InlineData("{ hour shared }", "public, max-age=10, s-maxage=100")]
    [InlineData("{ thing { name } }", "public, max-age=500")]
    [InlineData("{ thing { name age } }", "public, max-age=5")]
    [InlineData("{ any { ... on Thing { age } } }", "public, max-age=5")]
    [InlineData("{ hour minute @include(if: false) }", "public, max-age=3600")]
    [InlineData("query { ...F } fragment F on Query { minute }", "public, max-age=60")]
    public async Task Query_HintsOfItsFields_SayTheShortest(string query, string expected)
    {
        await using var server = await StartAsync();
        using var response = await PostAsync(server, query);
        Assert.Equal(expected, Header(response, "Cache-Control"));
    }

    [Theory]
    [InlineData("{ __schema { description } hour }")]
    [InlineData("{ hour failing }")]
    [InlineData("{ nothing }")]
    [InlineData("mutation { publish(topic: \"x\", text: \"x\") }")]
    public async Task IntrospectionErrorsAndMutations_SayNothing(string query)
    {
        await using var server = await StartAsync();
        using var response = await PostAsync(server, query);
        Assert.Null(Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Vary_IsOfTheFieldsAndTheMediaType()
    {
        await using var server = await StartAsync();
        using var response = await PostAsync(server, "{ translated }");
        Assert.Equal("accept, accept-language", Header(response, "Vary"));
    }

    [Fact]
    public async Task WithoutUseQueryCache_NothingIsSaid()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql.AddCacheControl().ConfigureSchema(AddTo));
        using var response = await PostAsync(server, "{ hour }");
        Assert.Null(Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Schema_TellsTheHints()
    {
        await using var server = await StartAsync();
        var sdl = await server.Client.GetStringAsync("graphql?sdl", TestContext.Current.CancellationToken);
        Assert.Contains("hour: Int! @cacheControl(maxAge: 3600)", sdl);
        Assert.Contains("hello: String! @cacheControl(maxAge: 0)", sdl);
        Assert.Contains(") on OBJECT | FIELD_DEFINITION | INTERFACE | UNION", sdl);
        Assert.Contains("enum CacheControlScope {", sdl);
    }

    private static Task<TransportServer> StartAsync() => TransportServer.StartAsync(
        configure: graphql => graphql.AddCacheControl().UseQueryCache().ConfigureSchema(AddTo));

    private static void AddTo(SchemaBuilder schema)
    {
        schema
            .AddObject("Thing", typeof(object))
            .ApplyDirectives("Thing", Hint("maxAge: 500"))
            .AddUnion("Any", null, "Thing")
            .AddField("Thing", new("name", "String") { Write = (_, writer) => writer.Write("x") })
            .AddField("Thing", new("age", "Int") { Write = (_, writer) => writer.Write(1), Directives = [Hint("maxAge: 5")] })
            .AddField("Query", new("thing", "Thing") { Resolve = batch => batch.Set(0, new object()), Directives = [Hint("")] })
            .AddField("Query", new("any", "Any") { Resolve = batch => batch.Set(0, new object()), Directives = [Hint("inheritMaxAge: true")] })
            .AddField("Query", new("failing", "Int") { Resolve = batch => batch.Fail(0, new GraphQLException("No.")), Directives = [Hint("maxAge: 9")] });
        foreach (var (name, hint) in new[]
        {
            ("hour", "maxAge: 3600"), ("minute", "maxAge: 60"), ("mine", "maxAge: 30, scope: PRIVATE"), ("shared", "maxAge: 10, sharedMaxAge: 100"),
            ("translated", "maxAge: 60, vary: [\"Accept-Language\"]"),
        })
        {
            schema.AddField("Query", new(name, "Int!") { Resolve = batch => batch.Set(0, 1), Directives = [Hint(hint)] });
        }
    }

    /// <summary>The directive with arguments in SDL notation.</summary>
    private static DirectiveNode Hint(string arguments) =>
        Utf8Parser.ParseDirectives(arguments.Length == 0 ? "@cacheControl" : $"@cacheControl({arguments})")[0];

    private static async Task<HttpResponseMessage> PostAsync(TransportServer server, string query)
    {
        using var content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["query"] = query }), Encoding.UTF8, "application/json");
        return await server.Client.PostAsync("graphql", content, TestContext.Current.CancellationToken);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
