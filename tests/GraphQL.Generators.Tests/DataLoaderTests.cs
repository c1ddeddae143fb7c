using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class DataLoaderTests
{
    private const string Source = """
        public sealed record Song(int Id, string Title, int ArtistId);
        public sealed record Artist(int Id, string Name);

        public static class Log
        {
            private static readonly List<string> Entries = [];

            public static void Add<T>(string name, IEnumerable<T> keys)
            {
                lock (Entries) Entries.Add($"{name} {string.Join(",", keys.Order())}");
            }

            public static string Take()
            {
                lock (Entries)
                {
                    var text = string.Join("; ", Entries);
                    Entries.Clear();
                    return text;
                }
            }
        }

        [ObjectType<Song>]
        public static partial class SongType
        {
            public static async Task<Artist?> GetArtistAsync([Parent] Song song, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
                await artistById.LoadAsync(song.ArtistId, cancellationToken);

            public static async Task<string?> GetRiskyAsync([Parent] Song song, IRiskyByIdDataLoader riskyById, CancellationToken cancellationToken) =>
                await riskyById.LoadAsync(song.Id, cancellationToken);
        }

        [ObjectType<Artist>]
        public static partial class ArtistType
        {
            public static async Task<Song[]> GetSongsAsync([Parent] Artist artist, ISongsByArtistIdDataLoader songs, CancellationToken cancellationToken) =>
                await songs.LoadAsync(artist.Id, cancellationToken) ?? [];

            public static async Task<Song[]> GetOthersAsync([Parent] Artist artist, IOtherSongsByArtistIdDataLoader songs, CancellationToken cancellationToken) =>
                await songs.LoadAsync(artist.Id, cancellationToken) ?? [];
        }

        public static class Loaders
        {
            public static readonly Song[] Songs = [.. Enumerable.Range(1, 6).Select(id => new Song(id, $"Song {id}", id % 2))];

            [DataLoader]
            public static async Task<IReadOnlyDictionary<int, Song>> GetSongByIdAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
            {
                Log.Add("songs", ids);
                await Task.Yield();
                return Songs.Where(song => ids.Contains(song.Id)).ToDictionary(song => song.Id);
            }

            // Needs songs to answer artists: a DataLoader inside another's fetch.
            [DataLoader]
            public static async Task<Dictionary<int, Artist>> GetArtistByIdAsync(IReadOnlyList<int> ids, ISongByIdDataLoader songById, CancellationToken cancellationToken)
            {
                Log.Add("artists", ids);
                var songs = await Task.WhenAll(ids.Select(id => songById.LoadRequiredAsync(id + 1, cancellationToken)));
                return ids.Zip(songs).ToDictionary(pair => pair.First, pair => new Artist(pair.First, $"Artist of {pair.Second.Title}"));
            }

            [DataLoader]
            public static Task<ILookup<int, Song>> GetSongsByArtistIdAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
            {
                Log.Add("groups", ids);
                return Task.FromResult(Songs.Where(song => ids.Contains(song.ArtistId)).ToLookup(song => song.ArtistId));
            }

            [DataLoader(AccessModifier = DataLoaderAccessModifier.PublicInterface)]
            public static Task<Dictionary<int, Song[]>> GetOtherSongsByArtistIdAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken) =>
                Task.FromResult(Songs.Where(song => song.ArtistId == 1).GroupBy(song => song.ArtistId).ToDictionary(group => group.Key, group => group.Take(1).ToArray()));

            [DataLoader]
            public static Task<IReadOnlyDictionary<int, Result<string>>> GetRiskyByIdAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
            {
                Log.Add("risky", ids);
                return Task.FromResult<IReadOnlyDictionary<int, Result<string>>>(
                    ids.ToDictionary(id => id, id => id == 2 ? new GraphQLException("Two is bad.") : (Result<string>)$"fine {id}"));
            }
        }

        [QueryType]
        public static partial class Queries
        {
            public static IReadOnlyList<Song> GetSongs(int first = 6) => [.. Loaders.Songs.Take(first)];

            public static string GetLog() => Log.Take();
        }

        [SubscriptionType]
        public static partial class Subscriptions
        {
            [Subscribe(With = nameof(SubscribeAsync))]
            public static async Task<Song?> OnSongAsync([EventMessage] int id, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
                await songById.LoadAsync(id, cancellationToken);

            public static async IAsyncEnumerable<int> SubscribeAsync()
            {
                await Task.Yield();
                yield return 1;
                yield return 1;
            }
        }
        """;

    [Fact]
    public async Task Loaders_in_loaders_are_batched_on_every_level()
    {
        await using var server = LiveServer.Of(Source);

        var answer = await server.RunAsync("{ songs { artist { name songs { id } others { id } } } }");

        Assert.Contains("{'artist':{'name':'Artist of Song 2','songs':[{'id':1},{'id':3},{'id':5}],'others':[{'id':1}]}}", answer);
        Assert.Contains("{'artist':{'name':'Artist of Song 1','songs':[{'id':2},{'id':4},{'id':6}],'others':[]}}", answer);
        Assert.Equal("{'data':{'log':'artists 0,1; songs 1,2; groups 0,1'}}", await server.RunAsync("{ log }"));
    }

    [Fact]
    public async Task A_key_that_fails_is_an_error_of_its_field_only()
    {
        await using var server = LiveServer.Of(Source);

        Assert.Equal(
            "{'data':{'songs':[{'risky':'fine 1'},{'risky':null},{'risky':'fine 3'}]},"
            + "'errors':[{'message':'Two is bad.','locations':[{'line':1,'column':21}],'path':['songs',1,'risky']}]}",
            await server.RunAsync("{ songs(first: 3) { risky } }"));
        Assert.Equal("{'data':{'log':'risky 1,2,3'}}", await server.RunAsync("{ log }"));
    }

    [Fact]
    public async Task Each_event_of_a_subscription_has_a_fresh_cache()
    {
        await using var server = LiveServer.Of(Source);

        Assert.Equal(
            ["{'data':{'onSong':{'artist':{'name':'Artist of Song 2'}}}}", "{'data':{'onSong':{'artist':{'name':'Artist of Song 2'}}}}"],
            await server.SubscribeAsync("subscription { onSong { artist { name } } }"));
        Assert.Equal("{'data':{'log':'songs 1; artists 1; songs 2; songs 1; artists 1; songs 2'}}", await server.RunAsync("{ log }"));
    }

    [Fact]
    public void An_access_modifier_says_who_sees_it()
    {
        var run = GeneratorRun.Of("namespace Sample;\n" + Source);

        var code = run.File("Sample.OtherSongsByArtistIdDataLoader.g.cs");
        Assert.Contains("public interface IOtherSongsByArtistIdDataLoader", code);
        Assert.Contains("internal sealed class OtherSongsByArtistIdDataLoader", code);
    }
}
