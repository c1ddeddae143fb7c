using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

/// <summary>Only where nothing but the engine sees a DataLoader's task may a stand-in answer it.</summary>
public sealed class LoaderCallTests
{
    private const string Source = """
        namespace Sample;

        public sealed record Song(Guid Id, Guid? NextId);

        [ObjectType<Song>]
        public static partial class SongType
        {
            public static METHOD
        }

        [QueryType]
        public static class Queries
        {
            public static Song? GetSong() => null;
        }

        public static class Loaders
        {
            [DataLoader]
            public static Task<IReadOnlyDictionary<Guid, Song>> GetSongByIdAsync(IReadOnlyList<Guid> ids) => null!;
        }
        """;

    [Theory]
    [InlineData("Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) => songs.LoadAsync(song.Id);")]
    [InlineData("Task<Song> GetNext([Parent] Song song, ISongByIdDataLoader songs) => songs.LoadAsync(song.Id)!;")]
    [InlineData("Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) => song.NextId is { } id ? songs.LoadAsync(id) : Task.FromResult<Song?>(null);")]
    [InlineData("Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) { if (song.NextId is null) return Task.FromResult<Song?>(null); return songs.LoadAsync(song.Id); }")]
    public void A_resolver_that_answers_with_what_it_asks_for_notes_keys(string method)
    {
        var run = GeneratorRun.Of(Source.Replace("METHOD", method));

        Assert.Empty(run.Problems);
        Assert.Contains("batch.Collect(", run.File("Sample.SongType.g.cs"));
    }

    [Theory]
    [InlineData("async Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) => await songs.LoadAsync(song.Id);")]
    [InlineData("Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) { var next = songs.LoadAsync(song.Id); next.Wait(); return next; }")]
    [InlineData("Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) => songs.LoadAsync(songs.LoadAsync(song.Id).Result!.Id);")]
    [InlineData("Task<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) => Later(() => songs.LoadAsync(song.Id)); private static Task<Song?> Later(Func<Task<Song?>> load) => load();")]
    [InlineData("ValueTask<Song?> GetNext([Parent] Song song, ISongByIdDataLoader songs) => new(songs.LoadAsync(song.Id));")]
    public void A_resolver_that_could_look_at_the_task_is_given_a_real_one(string method)
    {
        var run = GeneratorRun.Of(Source.Replace("METHOD", method));

        Assert.Empty(run.Problems);
        Assert.DoesNotContain("batch.Collect(", run.File("Sample.SongType.g.cs"));
    }
}
