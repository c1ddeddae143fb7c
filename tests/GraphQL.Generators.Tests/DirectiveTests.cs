using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class DirectiveTests
{
    private const string Tag = """
        /// <summary>Marks.</summary>
        [DirectiveType(
            DirectiveLocation.Object | DirectiveLocation.FieldDefinition | DirectiveLocation.ArgumentDefinition | DirectiveLocation.Enum
                | DirectiveLocation.EnumValue | DirectiveLocation.InputObject | DirectiveLocation.InputFieldDefinition | DirectiveLocation.Interface
                | DirectiveLocation.Union,
            IsRepeatable = true)]
        [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
        public sealed class TagAttribute(string name, int level = 1) : Attribute
        {
            public string Name => name;
            public int Level => level;
            public string[]? Words { get; set; }
        }

        [DirectiveType("weight", DirectiveLocation.FieldDefinition)]
        public sealed class WeightAttribute([GraphQLType("String!")] double weight) : Attribute
        {
            public double Weight => weight;

            [DefaultValue(true)]
            public bool Exact { get; set; }

            public Day Since { get; set; }
        }

        public enum Day { FirstDay, LastDay }

        """;

    private const string Classes = """
        [QueryType]
        [Tag("query")]
        public static partial class Queries
        {
            [Tag("a"), Tag("b", 2, Words = ["x", "y\"\u0001"])]
            [Weight(2.5, Since = Day.LastDay)]
            public static Song? GetSong([Tag("argument")] int id) => null;

            public static ISearched? Search(Filter? filter) => null;
        }

        [MutationType]
        public static partial class Mutations
        {
            [Tag("mutation")]
            public static Song AddSong([Tag("input")] string title) => new(title, Mood.Sad);
        }

        [ObjectType<Song>]
        [Tag("type")]
        public static partial class SongType
        {
            [Tag("plain")]
            public static string Shout([Parent] Song song) => song.Title;
        }

        [Tag("model")]
        public sealed record Song([property: Tag("property")] string Title, Mood Mood) : ISearched;

        [Tag("enum")]
        public enum Mood { [Tag("value")] Sad }

        [Tag("filter")]
        public sealed record Filter([Tag("field")] string? Text);

        [UnionType, Tag("union")]
        public interface ISearched;
        """;

    [Fact]
    public async Task An_attribute_that_is_a_directive_is_applied_where_it_stands()
    {
        await using var server = LiveServer.Of(Tag + Classes);

        Assert.Equal(
            """
            type Query @tag(name: "query") {
              song(id: Int! @tag(name: "argument")): Song @tag(name: "a") @tag(name: "b", level: 2, words: ["x", "y\"\u0001"]) @weight(weight: "2.5", since: LAST_DAY)
              search(filter: FilterInput): Searched
            }
            """.ReplaceLineEndings("\n"),
            server.Sdl("Query"));
        Assert.Contains("type Song @tag(name: \"model\") @tag(name: \"type\") {", server.Sdl("Song"));
        Assert.Contains("title: String! @tag(name: \"property\")", server.Sdl("Song"));
        Assert.Contains("shout: String! @tag(name: \"plain\")", server.Sdl("Song"));
        Assert.Contains("addSong(input: AddSongInput!): AddSongPayload! @tag(name: \"mutation\")", server.Sdl("Mutation"));
        Assert.Contains("title: String! @tag(name: \"input\")", server.Sdl("AddSongInput"));
        Assert.Equal("enum Mood @tag(name: \"enum\") {\n  SAD @tag(name: \"value\")\n}", server.Sdl("Mood"));
        Assert.Equal("input FilterInput @tag(name: \"filter\") {\n  text: String @tag(name: \"field\")\n}", server.Sdl("FilterInput"));
        Assert.Equal("union Searched @tag(name: \"union\") = Song", server.Sdl("Searched"));
    }

    [Fact]
    public async Task An_attribute_that_is_a_directive_is_defined_once()
    {
        await using var server = LiveServer.Of(Tag + Classes);

        var tag = server.Schema.FindDirective("tag")!;
        var weight = server.Schema.FindDirective("weight")!;
        Assert.True(tag.IsRepeatable);
        Assert.Contains("INPUT_FIELD_DEFINITION", tag.Locations);
        Assert.Equal("name: String!, level: Int, words: [String!]", string.Join(", ", tag.Arguments.Select(argument => $"{argument.Name}: {argument.Type}")));
        Assert.Equal("weight: String!, exact: Boolean, since: Day", string.Join(", ", weight.Arguments.Select(argument => $"{argument.Name}: {argument.Type}")));
        Assert.NotNull(weight.FindArgument("exact")!.DefaultValue);
        Assert.NotNull(server.Schema.FindType("Day"));
    }

    [Fact]
    public void A_directive_that_nothing_uses_is_not_in_the_schema()
    {
        var run = GeneratorRun.Of("namespace Sample;\n" + Tag + "[QueryType] public static partial class Q { public static int One() => 1; }");

        Assert.DoesNotContain("AddDirective", run.File("MusicTypes.g.cs"));
        Assert.Empty(run.Problems);
    }

    [Fact]
    public async Task CacheControl_is_applied_as_HotChocolate_writes_it()
    {
        await using var server = LiveServer.Of("""
            using MusicGraph.GraphQL.Caching;

            [QueryType]
            public static partial class Queries
            {
                [CacheControl(500, Scope = CacheControlScope.Private, Vary = ["Accept-Language"])]
                public static int One() => 1;

                [CacheControl(MaxAge = 60, SharedMaxAge = 90)]
                public static int Two() => 2;

                [CacheControl(InheritMaxAge = true)]
                public static int Three() => 3;
            }
            """);

        Assert.Equal(
            """
            type Query {
              one: Int! @cacheControl(maxAge: 500, scope: PRIVATE, vary: ["Accept-Language"])
              two: Int! @cacheControl(maxAge: 60, sharedMaxAge: 90)
              three: Int! @cacheControl(inheritMaxAge: true)
            }
            """.ReplaceLineEndings("\n"),
            server.Sdl("Query"));
        Assert.Equal(
            "maxAge: Int, sharedMaxAge: Int, inheritMaxAge: Boolean, scope: CacheControlScope, vary: [String]",
            string.Join(", ", server.Schema.FindDirective("cacheControl")!.Arguments.Select(argument => $"{argument.Name}: {argument.Type}")));
        Assert.Equal(
            "PRIVATE, PUBLIC",
            string.Join(", ", ((MusicGraph.GraphQL.Types.EnumType)server.Schema.FindType("CacheControlScope")!).Values.Select(value => value.Name)));
    }
}
