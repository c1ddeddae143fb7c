using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Types;

public sealed class DirectiveTests
{
    private const string Everywhere =
        "directive @tag(name: String!) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | "
        + "ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION\n\n";

    [Fact]
    public void Print_DirectivesAtEveryPlace_ComeBackAsTheyWere()
    {
        const string sdl = """
            schema @tag(name: "a") @tag(name: "b") {
              query: Query
            }

            directive @tag(name: String!) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION

            type Query @tag(name: "c") {
              songs(filter: Filter @tag(name: "d")): [Either] @tag(name: "e") @deprecated(reason: "Old.")
            }

            scalar Day @tag(name: "f") @specifiedBy(url: "https://example.com/day")

            union Either @tag(name: "g") = Song

            input Filter @tag(name: "h") @oneOf {
              day: Day @tag(name: "i")
              genre: Genre
            }

            enum Genre @tag(name: "j") {
              ROCK @tag(name: "k")
            }

            interface Named @tag(name: "l") {
              name: String
            }

            type Song implements Named {
              name: String
            }

            """;

        Assert.Equal(sdl, SchemaBuilder.FromSdl(sdl).Build().ToString());
    }

    [Fact]
    public void Print_FieldsThatAskForAUser_SayWhoMayReadThem()
    {
        var schema = new SchemaBuilder()
            .AllowUnresolvedFields()
            .AddObject("Query")
            .AddField("Query", new("all", "Int"))
            .AddField("Query", new("mine", "Int") { Authorization = new([]) })
            .AddField("Query", new("theirs", "Int") { Authorization = new(["admin", "staff"]) });

        Assert.DoesNotContain("@authorize", schema.Build().ToString(), StringComparison.Ordinal);
        var sdl = schema.AddAuthorizeDirective().Build().ToString();

        Assert.Contains("  all: Int\n  mine: Int @authorize\n  theirs: Int @authorize(roles: [\"admin\", \"staff\"])\n", sdl, StringComparison.Ordinal);
        Assert.Contains("  apply: ApplyPolicy! = BEFORE_RESOLVER\n) repeatable on OBJECT | FIELD_DEFINITION\n", sdl, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_DirectivesGivenInCode_AreKeptAndPrinted()
    {
        var schema = new SchemaBuilder()
            .AllowUnresolvedFields()
            .AddDirective("weight", ["OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION"], [new("value", "Int!", "1")])
            .AddDirective("weight", ["ARGUMENT_DEFINITION", "FIELD_DEFINITION", "OBJECT"], [new("value", "Int!", "1")])
            .AddObject("Query")
            .ApplyDirectives("Query", Utf8Parser.ParseDirectives("@weight"))
            .AddField("Query", new("song", "String")
            {
                Directives = Utf8Parser.ParseDirectives("@weight(value: 3)"),
                Arguments = [new("id", "ID!") { Directives = Utf8Parser.ParseDirectives("@weight(value: 2)") }],
            })
            .Build();

        var song = schema.Query.FindField("song")!;
        Assert.Equal("weight", Assert.Single(song.Directives).Name);
        Assert.Equal("weight", Assert.Single(schema.Query.Directives).Name);
        Assert.Contains("song(id: ID! @weight(value: 2)): String @weight(value: 3)", schema.ToString());
    }

    [Theory]
    [InlineData("type Query { a: Int @nope }", "Unknown directive \"@nope\" of Query.a.")]
    [InlineData("directive @here on OBJECT type Query { a: Int @here }", "\"@here\" may not be used on FIELD_DEFINITION (Query.a)")]
    [InlineData("directive @once on OBJECT type Query @once @once { a: Int }", "\"@once\" can only be used once at Query")]
    [InlineData("type Query { a: Int @deprecated @deprecated }", "\"@deprecated\" can only be used once")]
    [InlineData("type Query { a: Int @tag(name: 1) }", "\"@tag(name:)\" of Query.a has the value 1, which is no String!")]
    [InlineData("type Query { a: Int @tag }", "\"@tag(name:)\" of type \"String!\" is required, but Query.a does not give it")]
    [InlineData("type Query { a: Int @tag(name: \"a\", also: 2) }", "Unknown argument \"also\" on directive \"@tag\" of Query.a")]
    [InlineData("type Query { a: Int @tag(name: \"a\", name: \"b\") }", "only one argument named \"name\" of \"@tag\"")]
    [InlineData("type Query { a: Int @oneOf }", "\"@oneOf\" of Query.a")]
    [InlineData("directive @self(a: Int @self) on ARGUMENT_DEFINITION type Query { a: Int }", "\"@self\" must not refer to itself")]
    [InlineData("directive @self(a: In) on INPUT_FIELD_DEFINITION input In { a: Int @self } type Query { a: Int }", "\"@self\" must not refer to itself")]
    [InlineData("directive @two on OBJECT directive @two on FIELD type Query { a: Int }", "only one directive named \"@two\"")]
    [InlineData("directive @old(a: Int! @deprecated) on FIELD type Query { a: Int }", "Required input @old.a cannot be deprecated")]
    [InlineData("schema { query: Query } schema { query: Query } type Query { a: Int }", "only one schema definition")]
    public void Build_AWrongDirective_IsNamed(string sdl, string fault)
    {
        var exception = Assert.Throws<SchemaException>(() => SchemaBuilder.FromSdl((sdl.Contains("@tag") ? Everywhere : "") + sdl).Build());

        Assert.Contains(exception.Faults, candidate => candidate.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Build_LocationsAndTypesThatAreNone_AreFaults()
    {
        var builder = SchemaBuilder.FromSdl("type Query { a: Int }")
            .AddDirective("none", [], [])
            .AddDirective("odd", ["HERE"], [])
            .ApplyDirectives("Nothing", Utf8Parser.ParseDirectives("@none"));

        var exception = Assert.Throws<SchemaException>(builder.Build);

        Assert.Equal(3, exception.Faults.Count);
    }

    [Fact]
    public void Build_Extensions_AddToWhatIsThere()
    {
        var schema = new SchemaBuilder()
            .AllowUnresolvedFields()
            .AddObject("Query").AddField("Query", new("a", "Int"))
            .AddSdl(Everywhere + """
                extend schema @tag(name: "s") { mutation: Change }
                extend type Query implements Named @tag(name: "q") { name: String }
                interface Named { name: String }
                type Change { run: Genre }
                enum Genre { ROCK }
                extend enum Genre @tag(name: "e") { POP }
                extend type Change { again(when: When): Either }
                input When { day: Int }
                extend input When { hour: Int = 3 }
                union Either = Query
                extend union Either = Change
                """)
            .Build();

        Assert.Equal("Change", schema.Mutation!.Name);
        Assert.Equal("s", ((StringValueNode)Assert.Single(schema.AppliedDirectives).Arguments[0].Value).Value);
        Assert.Equal(["a", "name"], schema.Query.Fields.Select(field => field.Name));
        Assert.Contains("""
            type Query implements Named @tag(name: "q") {
            """, schema.ToString());
        Assert.Contains("enum Genre @tag(name: \"e\") {\n  ROCK\n  POP\n}", schema.ToString());
        Assert.Contains("input When {\n  day: Int\n  hour: Int = 3\n}", schema.ToString());
        Assert.Contains("union Either = Query | Change", schema.ToString());
    }
}
