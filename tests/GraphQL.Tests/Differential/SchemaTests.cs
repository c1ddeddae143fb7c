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
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
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

    private static string[] Definitions(string sdl) => [.. sdl.TrimEnd().Split("\n\n").Order(StringComparer.Ordinal)];
}
