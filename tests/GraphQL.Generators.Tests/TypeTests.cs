using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

/// <summary>What attributes and <c>Configure</c> say of types, as it comes out in the schema.</summary>
public sealed class TypeTests
{
    [Fact]
    public async Task Types_are_named_by_their_attributes()
    {
        await using var server = LiveServer.Of("""
            [ObjectType("Track")]
            public sealed record Song(string Title, Mood Mood);

            [InputObjectType("Wish")]
            public sealed record Filter(string? Text);

            [EnumType(Name = "Feeling")]
            public enum Mood { Sad }

            [GraphQLName("Sender")]
            public sealed record Radio([property: GraphQLName("frequency")] double MegaHertz);

            [QueryType]
            public static partial class Queries
            {
                public static Song? GetSong(Filter? filter) => null;

                public static Radio? GetRadio() => null;
            }
            """);

        Assert.Equal("type Query {\n  song(filter: Wish): Track\n  radio: Sender\n}", server.Sdl("Query"));
        Assert.Equal("type Track {\n  title: String!\n  mood: Feeling!\n}", server.Sdl("Track"));
        Assert.Equal("type Sender {\n  frequency: Float!\n}", server.Sdl("Sender"));
    }

    [Fact]
    public async Task Fields_are_named_by_what_they_are()
    {
        await using var server = LiveServer.Of("""
            public sealed record Song(string GetStarted, bool IsAsync, string URLPath, string X, int ID2);

            public enum Kind { LongPlay, EP, UTF8Name, Already_Split, lower }

            [QueryType]
            public static partial class Queries
            {
                public static Task<Song?> GetSongAsync() => null!;

                public static Song? GetLaterAsync() => null;

                public static async IAsyncEnumerable<int> NumbersAsync()
                {
                    await Task.Yield();
                    yield return 1;
                }

                public static Kind Getaway(Kind CDKind) => CDKind;
            }
            """);

        Assert.Equal(
            "type Query {\n  song: Song\n  laterAsync: Song\n  numbers: [Int!]!\n  away(cdKind: Kind!): Kind!\n}",
            server.Sdl("Query").Replace(" @cost(weight: \"10\")", ""));
        Assert.Equal("type Song {\n  getStarted: String!\n  isAsync: Boolean!\n  urlPath: String!\n  x: String!\n  id2: Int!\n}", server.Sdl("Song"));
        Assert.Equal("enum Kind {\n  LONG_PLAY\n  EP\n  UTF8_NAME\n  ALREADY_SPLIT\n  LOWER\n}", server.Sdl("Kind"));
    }

    [Fact]
    public async Task A_one_of_input_takes_exactly_one_field()
    {
        await using var server = LiveServer.Of("""
            [OneOf]
            public sealed record Find(int? Id = null, string? Name = null, IReadOnlyList<string>? Words = null);

            [QueryType]
            public static partial class Queries
            {
                public static string Search(Find by) => by switch
                {
                    { Id: { } id } => $"id {id}",
                    { Name: { } name } => $"name {name}",
                    _ => $"words {string.Join(' ', by.Words!)}",
                };
            }
            """);

        Assert.Equal("input FindInput @oneOf {\n  id: Int\n  name: String\n  words: [String!]\n}", server.Sdl("FindInput"));
        Assert.Equal("{'data':{'search':'words a b'}}", await server.RunAsync("{ search(by: { words: [\"a\", \"b\"] }) }"));
        Assert.Equal("{'data':{'search':'name x'}}", await server.RunAsync("query($by: FindInput!) { search(by: $by) }", "{'by':{'name':'x'}}"));
        Assert.Contains("exactly one field must be specified", await server.RunAsync("{ search(by: { id: 1, name: \"x\" }) }"));
        Assert.Contains("Exactly one key must be specified", await server.RunAsync("query($by: FindInput!) { search(by: $by) }", "{'by':{'id':1,'name':'x'}}"));
        Assert.Contains("must be non-nullable to be used for OneOf", await server.RunAsync("query($id: Int) { search(by: { id: $id }) }", "{'id':1}"));
        Assert.Contains("'isOneOf':true", await server.RunAsync("{ __type(name: \"FindInput\") { isOneOf } }"));
    }

    [Fact]
    public async Task A_type_is_given_by_a_scalar_class_or_in_SDL()
    {
        await using var server = LiveServer.Of("""
            using MusicGraph.GraphQL.Types.Scalars;

            public sealed record Song([property: GraphQLType<IdType>] int? Number, string Code, TimeSpan Length, string? Note);

            [ObjectType<Song>]
            public static partial class SongType
            {
                static partial void Configure(IObjectTypeDescriptor<Song> descriptor)
                {
                    descriptor.Field(song => song.Code).Type<NonNullType<IdType>>();
                    descriptor.Field(song => song.Length).Type("Duration!");
                }

                [GraphQLType(typeof(ListType<NonNullType<IdType>>))]
                public static IReadOnlyList<string>? GetCodes([Parent] Song song) => [song.Code];

                [GraphQLNonNullType(false, true)]
                public static IReadOnlyList<string>? GetNotes([Parent] Song song) => [song.Note!];
            }

            [QueryType]
            public static partial class Queries
            {
                public static Song GetSong([GraphQLType<NonNullType<IdType>>] string id, [GraphQLNonNullType] string? note, [DefaultValueSyntax("[1, 2]")] int[]? numbers) =>
                    new(numbers?.Length, id, TimeSpan.FromMinutes(1), note);
            }
            """);

        Assert.Equal(
            "type Song {\n  number: ID\n  code: ID!\n  length: Duration!\n  note: String\n  codes: [ID!]\n  notes: [String]!\n}",
            server.Sdl("Song"));
        Assert.Equal("type Query {\n  song(id: ID!, note: String!, numbers: [Int!] = [1, 2]): Song!\n}", server.Sdl("Query"));
        Assert.Equal(
            "{'data':{'song':{'number':'2','code':'7','length':'PT1M','codes':['7'],'notes':['n']}}}",
            await server.RunAsync("{ song(id: 7, note: \"n\") { number code length codes notes } }"));
    }

    [Fact]
    public async Task Configure_applies_directives()
    {
        await using var server = LiveServer.Of("""
            [DirectiveType(DirectiveLocation.Object | DirectiveLocation.FieldDefinition, IsRepeatable = true)]
            public sealed class KeyDirective(string fields)
            {
                public string Fields => fields;
                public bool? Resolvable { get; set; }
            }

            public sealed record Song(string Title);

            [ObjectType<Song>]
            public static partial class SongType
            {
                static partial void Configure(IObjectTypeDescriptor<Song> descriptor)
                {
                    descriptor.Directive(new KeyDirective("title") { Resolvable = false }).Directive(new KeyDirective("id"));
                    descriptor.Field(song => song.Title).Directive(new KeyDirective("x"));
                }
            }

            [QueryType]
            public static partial class Queries
            {
                public static Song? GetSong() => null;
            }
            """);

        Assert.Equal(
            "type Song @key(fields: \"title\", resolvable: false) @key(fields: \"id\") {\n  title: String! @key(fields: \"x\")\n}",
            server.Sdl("Song"));
        Assert.Contains("directive @key(fields: String!, resolvable: Boolean) repeatable on OBJECT | FIELD_DEFINITION", server.Schema.ToString());
    }

    [Fact]
    public async Task Interfaces_unions_and_generic_types_answer_by_their_objects()
    {
        await using var server = LiveServer.Of("""
            public abstract record Item(int Id);
            public sealed record Song(int Id, string Title) : Item(Id), IHit, ISearched;
            public sealed record Album(int Id, Page<Song> Songs) : Item(Id), IHit, ISearched;
            public sealed record Page<T>(IReadOnlyList<T> Items, int Total);

            [ObjectType<Song>]
            public static partial class SongType;

            [ObjectType<Album>]
            public static partial class AlbumType;

            [InterfaceType]
            public interface IHit { int Id { get; } }

            [InterfaceType<Item>]
            public static partial class ItemType;

            [UnionType]
            public interface ISearched;

            [QueryType]
            public static partial class Queries
            {
                private static readonly Song One = new(1, "One");

                public static IReadOnlyList<IHit> GetHits() => [One, new Album(2, new Page<Song>([One], 1))];

                public static async IAsyncEnumerable<ISearched> Search()
                {
                    await Task.Yield();
                    yield return One;
                }

                public static Item[][] GetGrid() => [[One], []];
            }
            """);

        Assert.Equal(
            "{'data':{'hits':[{'id':1,'title':'One'},{'id':2,'songs':{'total':1,'items':[{'title':'One'}]}}],'search':[{'__typename':'Song'}],'grid':[[{'id':1}],[]]}}",
            await server.RunAsync("{ hits { id ... on Song { title } ... on Album { songs { total items { title } } } } search { __typename } grid { id } }"));
        Assert.Contains("type PageOfSong {", server.Schema.ToString());
        Assert.Contains("grid: [[Item!]!]!", server.Sdl("Query"));
    }

    [Fact]
    public async Task A_mutation_answers_with_its_result_or_with_errors_of_the_schema()
    {
        await using var server = LiveServer.Of("""
            public sealed record TooLong(string Message, int By);

            public sealed record Taken(string Message);

            public sealed record Playlist(string Name);

            [MutationType]
            public static partial class Mutations
            {
                public static async Task<FieldResult<Playlist, TooLong, Taken>> RenameAsync(string name, int result)
                {
                    await Task.Yield();
                    if (name == "taken") return new Taken("Somebody has it.");
                    if (name.Length > result) return new TooLong("Too long.", name.Length - result);
                    return new Playlist(name);
                }

                public static FieldResult<int, Taken> Count(string name)
                {
                    if (name == "all") return new(new Taken("One."), new Taken("Two."));
                    return name.Length;
                }
            }

            [QueryType]
            public static partial class Queries
            {
                public static int One() => 1;
            }
            """);

        Assert.Equal("union RenameError = TooLong | Taken", server.Sdl("RenameError"));
        Assert.Equal("type RenamePayload {\n  playlist: Playlist\n  errors: [RenameError!]\n}", server.Sdl("RenamePayload"));
        Assert.Equal("type TooLong implements Error {\n  message: String!\n  by: Int!\n}", server.Sdl("TooLong"));
        const string Rename = "playlist { name } errors { ... on TooLong { by } ... on Error { message } }";
        Assert.Equal(
            "{'data':{'a':{'playlist':{'name':'x'},'errors':null},'b':{'playlist':null,'errors':[{'by':3,'message':'Too long.'}]},"
            + "'c':{'playlist':null,'errors':[{'message':'Somebody has it.'}]}}}",
            await server.RunAsync($$"""
                mutation {
                  a: rename(input: { name: "x", result: 1 }) { {{Rename}} }
                  b: rename(input: { name: "long", result: 1 }) { {{Rename}} }
                  c: rename(input: { name: "taken", result: 9 }) { {{Rename}} }
                }
                """));
        Assert.Equal(
            "{'data':{'a':{'int':3,'errors':null},'b':{'int':null,'errors':[{'message':'One.'},{'message':'Two.'}]}}}",
            await server.RunAsync("mutation { a: count(input: { name: \"one\" }) { int errors { ... on Error { message } } } b: count(input: { name: \"all\" }) { int errors { ... on Error { message } } } }"));
    }
}
