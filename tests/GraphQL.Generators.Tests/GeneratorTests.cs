using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class GeneratorTests
{
    private const string Songs = """
        namespace Sample;

        public sealed record Song(Guid Id, string Title, Mood? Mood);

        public enum Mood { VerySad, Happy }

        public sealed class GoneException(Guid id) : Exception("gone")
        {
            public Guid Id { get; } = id;
        }

        [ObjectType<Song>]
        public static partial class SongType
        {
            [NodeResolver]
            public static Task<Song?> GetSongAsync(Guid id, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
                songById.LoadAsync(id, cancellationToken);

            public static string Shout([Parent] Song song, string? end = "!") => song.Title.ToUpperInvariant() + end;
        }

        public static class Loaders
        {
            [DataLoader]
            public static Task<IReadOnlyDictionary<Guid, Song>> GetSongByIdAsync(IReadOnlyList<Guid> ids, IServiceProvider services) => null!;
        }

        [QueryType]
        public static partial class Queries
        {
            /// <summary>All songs.</summary>
            [UsePaging(MaxPageSize = 100)]
            public static Connection<Song> GetSongs(PagingArguments paging) => null!;
        }

        [MutationType]
        public static partial class Mutations
        {
            [Error<GoneException>]
            [Authorize(Roles = ["artist"])]
            public static Task<Song> RenameSongAsync([ID<Song>] Guid id, string title) => null!;
        }

        [SubscriptionType]
        public static partial class Subscriptions
        {
            [Subscribe(With = nameof(SubscribeToSongs))]
            public static Song OnSong([EventMessage] Song song) => song;

            public static ValueTask<ISourceStream<Song>> SubscribeToSongs(ITopicEventReceiver events, CancellationToken cancellationToken) =>
                events.SubscribeAsync<Song>("songs", cancellationToken);
        }
        """;

    [Fact]
    public void Generated_code_compiles_without_warnings()
    {
        var run = GeneratorRun.Of(Songs);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Problems);
    }

    [Theory]
    [InlineData("SongType.g.cs")]
    [InlineData("MoodType.g.cs")]
    [InlineData("SongsConnection.g.cs")]
    [InlineData("Sample.SongType.g.cs")]
    [InlineData("Sample.Queries.g.cs")]
    [InlineData("Sample.Mutations.g.cs")]
    [InlineData("Sample.Subscriptions.g.cs")]
    [InlineData("Sample.SongByIdDataLoader.g.cs")]
    [InlineData("MusicTypes.g.cs")]
    public void Each_class_has_a_readable_file(string file) => Snapshot.Match(GeneratorRun.Of(Songs).File(file), file);

    [Theory]
    [InlineData("GetSongs(", "GetTracks(", false)]
    [InlineData("ToUpperInvariant", "ToLowerInvariant", true)]
    [InlineData("namespace Sample;", "namespace Sample;\n\n// A comment that moves everything.", true)]
    [InlineData("\"gone\"", "\"away\"", true)]
    [InlineData("string Title", "string Name", false)]
    public void An_edit_writes_again_only_what_it_concerns(string before, string after, bool isUnrelated)
    {
        var run = GeneratorRun.Of(Songs);

        run.Change(Songs.Replace(before, after), GraphQLGenerator.SourceStep);

        var isCached = run.OutputReasons.All(reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
        Assert.Equal(isUnrelated, isCached);
    }

    [Fact]
    public void The_module_is_named_by_its_attribute()
    {
        var run = GeneratorRun.Of("[assembly: Module(\"Custom\")]\n" + Songs);

        Assert.Contains("AddCustom(", run.File("Custom.g.cs"));
    }

    [Fact]
    public void An_internal_type_makes_its_DataLoader_internal()
    {
        var run = GeneratorRun.Of(Songs.Replace("public sealed record Song(", "internal sealed record Song(")
            .Replace("public static", "internal static").Replace("public enum", "internal enum"));

        Assert.Contains("internal interface ISongByIdDataLoader", run.File("Sample.SongByIdDataLoader.g.cs"));
        Assert.Empty(run.Problems);
    }

    [Fact]
    public void Interfaces_and_abstract_classes_collect_their_implementations()
    {
        var run = GeneratorRun.Of("""
            namespace Sample;

            public abstract record Item(Guid Id);
            public sealed record Song(Guid Id, string Title) : Item(Id), IHit;
            public sealed record Album(Guid Id) : Item(Id), IHit;

            [InterfaceType("Hit")]
            public interface IHit { Guid Id { get; } }

            [InterfaceType<Item>]
            public static partial class ItemType;

            [ObjectType<Album>]
            public static partial class AlbumType;

            [QueryType]
            public static partial class Queries
            {
                public static IHit? GetHit() => null;
                public static Item[] GetItems() => [];
                public static Song? GetSong() => null;
            }
            """);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Problems);
        Assert.Contains("schema.AddInterface(\"Hit\", null);", run.File("HitType.g.cs"));
        Assert.Contains("schema.AddInterface(\"Item\", null);", run.File("ItemType.g.cs"));
        Assert.Contains("null, \"Item\", \"Hit\");", run.File("AlbumType.g.cs"));
    }

    [Fact]
    public void Errors_are_caught_from_the_most_derived()
    {
        var run = GeneratorRun.Of("""
            namespace Sample;

            public class GoneException : Exception;
            public sealed class LongGoneException : GoneException;

            [MutationType]
            public static partial class Mutations
            {
                [Error<GoneException>]
                [Error<LongGoneException>]
                public static int Count() => 1;
            }
            """);

        Assert.Empty(run.Problems);
    }
}
