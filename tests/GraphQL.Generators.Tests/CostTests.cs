using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

/// <summary>What the schema says of costs, as HotChocolate's does for the same classes.</summary>
public sealed class CostTests
{
    private const string Source = """
        [QueryType]
        public static partial class Queries
        {
            public static Task<Song?> GetSongAsync(int id) => Task.FromResult<Song?>(null);

            [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = 20, MaxPageSize = 100)]
            public static Task<Connection<Song>> GetSongsAsync(PagingArguments paging) => throw new NotSupportedException();

            [UsePaging(RequirePagingBoundaries = true)]
            public static IReadOnlyList<string> GetNames() => [];

            public static string Now(string zone, ClaimsPrincipal user) => zone;

            public static string Sync(CancellationToken cancellationToken) => "";

            [Cost(2.5)]
            [ListSize(AssumedSize = 5, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
            public static Task<List<Song>> GetTopAsync(int? first, [Cost(3)] Filter? filter) => throw new NotSupportedException();

            [ListSize(AssumedSize = 7)]
            public static List<Song> GetFew() => [];
        }

        [SubscriptionType]
        public static partial class Subscriptions
        {
            [Subscribe]
            public static Song OnSong([EventMessage] Song song) => song;
        }

        [ObjectType<Song>]
        public static partial class SongType
        {
            public static string Shout([Parent] Song song) => song.Title;

            public static Task<string> GetLyricsAsync([Parent] Song song) => Task.FromResult("");
        }

        [Cost(4)]
        public sealed record Song(string Title, [property: Cost(1.5)] string? Cover, Mood Mood);

        public sealed record Filter([property: Cost(6)] string? Text);

        [Cost(0)]
        public enum Mood { Sad }

        """;

    [Fact]
    public async Task Fields_that_wait_cost_ten_and_connections_have_the_size_of_their_pages()
    {
        await using var server = LiveServer.Of("using System.Security.Claims;\n" + Source);
        var query = server.Sdl("Query");

        Assert.Contains("song(id: Int!): Song @cost(weight: \"10\")\n", query);
        Assert.Contains(
            "): SongConnection @listSize(assumedSize: 100, slicingArguments: [\"first\", \"last\"], slicingArgumentDefaultValue: 20, "
            + "sizedFields: [\"edges\", \"nodes\"], requireOneSlicingArgument: false) @cost(weight: \"10\")\n",
            query);
        Assert.Contains(
            "): NamesConnection @listSize(assumedSize: 50, slicingArguments: [\"first\", \"last\"], slicingArgumentDefaultValue: 10, "
            + "sizedFields: [\"edges\", \"nodes\"], requireOneSlicingArgument: true)\n",
            query);
        Assert.Contains("now(zone: String!): String!\n", query);
        Assert.Contains("sync: String! @cost(weight: \"10\")\n", query);
        Assert.Contains("totalCount: Int! @cost(weight: \"10\")\n", server.Sdl("SongConnection"));
        Assert.Contains("onSong: Song! @cost(weight: \"10\")\n", server.Sdl("Subscription"));
        Assert.Contains("shout: String!\n", server.Sdl("Song"));
        Assert.Contains("lyrics: String! @cost(weight: \"10\")\n", server.Sdl("Song"));
    }

    [Fact]
    public async Task Attributes_say_what_parts_of_the_schema_cost()
    {
        await using var server = LiveServer.Of("using System.Security.Claims;\n" + Source);

        Assert.Contains(
            "top(first: Int, filter: FilterInput @cost(weight: \"3\")): [Song!]! "
            + "@cost(weight: \"2.5\") @listSize(assumedSize: 5, slicingArguments: [\"first\"], requireOneSlicingArgument: false)\n",
            server.Sdl("Query"));
        Assert.Contains("few: [Song!]! @listSize(assumedSize: 7, requireOneSlicingArgument: false)\n", server.Sdl("Query"));
        Assert.StartsWith("type Song @cost(weight: \"4\") {\n", server.Sdl("Song"));
        Assert.Contains("cover: String @cost(weight: \"1.5\")\n", server.Sdl("Song"));
        Assert.Contains("text: String @cost(weight: \"6\")\n", server.Sdl("FilterInput"));
        Assert.StartsWith("enum Mood @cost(weight: \"0\") {", server.Sdl("Mood"));
    }
}
