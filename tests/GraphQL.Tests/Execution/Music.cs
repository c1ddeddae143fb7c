using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Execution;

internal sealed record Artist(int Id, string? Name);

internal sealed record Song(int Id, string Title, int ArtistId);

internal sealed record Album(string Title, IReadOnlyList<Song> Songs);

/// <summary>Counts the fetches of artists, and yields before it answers, as a network would.</summary>
internal sealed class ArtistById(IBatchScheduler scheduler, Fetches fetches) : BatchDataLoader<int, Artist>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<int, Artist>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        fetches.Add("artists", keys);
        await Task.Yield();
        if (keys.Contains(-1)) throw new InvalidOperationException("secret");
        return keys.Where(key => key < 100).ToDictionary(key => key, key => new Artist(key, key == 13 ? null : $"Artist {key}"));
    }
}

internal sealed class Fetches
{
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> Calls => _calls;

    public void Add(string name, IEnumerable<int> keys)
    {
        lock (_gate) _calls.Add($"{name} {string.Join(",", keys.Order())}");
    }
}

/// <summary>A small schema, built as the source generator builds it.</summary>
internal static class Music
{
    public static readonly Song[] Songs = [.. Enumerable.Range(1, 50).Select(i => new Song(i, $"Song {i}", i % 10))];

    public static Server CreateServer(Fetches? fetches = null, Action<SchemaBuilder>? more = null, RequestExecutorOptions? options = null) =>
        new(
            schema =>
            {
                AddTo(schema);
                more?.Invoke(schema);
            },
            services => services.AddSingleton(fetches ?? new Fetches()).AddScoped<ArtistById>(),
            options);

    private static void AddTo(SchemaBuilder schema) => schema
        .AddObject("Query")
        .AddObject("Artist", typeof(Artist))
        .AddField("Artist", new("id", "ID!") { Write = static (p, w) => w.Write(((Artist)p).Id) })
        .AddField("Artist", new("name", "String!") { Write = static (p, w) => w.Write(((Artist)p).Name) })
        .AddField("Artist", new("songs", "[Song!]!")
        {
            Resolve = static batch =>
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var artist = (Artist)batch.Parent(i);
                    batch.Set(i, Songs.Where(song => song.ArtistId == artist.Id));
                }
            },
        })
        .AddObject("Song", typeof(Song))
        .AddField("Song", new("id", "ID!") { Write = static (p, w) => w.Write(((Song)p).Id) })
        .AddField("Song", new("title", "String!") { Write = static (p, w) => w.Write(((Song)p).Title) })
        .AddField("Song", new("broken", "String") { Write = static (_, _) => throw new InvalidOperationException("secret") })
        .AddField("Song", new("artist", "Artist") { Resolve = ResolveArtist })
        .AddField("Song", new("artistOrBust", "Artist!") { Resolve = ResolveArtist })
        .AddObject("Album", typeof(Album))
        .AddField("Album", new("title", "String!") { Write = static (p, w) => w.Write(((Album)p).Title) })
        .AddField("Album", new("songs", "[Song!]!") { Read = static p => ((Album)p).Songs })
        .AddUnion("SearchResult", null, "Song", "Album", "Artist")
        .AddField("Query", new("song", "Song")
        {
            Arguments = [new("id", "Int!")],
            Resolve = static batch => batch.Set(0, Songs.FirstOrDefault(song => song.Id == batch.Arguments.Get<int>(0))),
        })
        .AddField("Query", new("songs", "[Song]!")
        {
            Arguments = [new("first", "Int", "3")],
            Resolve = static batch => batch.Set(0, Task.FromResult<IReadOnlyList<Song>>([.. Songs.Take(batch.Arguments.Get<int>(0))])),
        })
        .AddField("Query", new("strictSongs", "[Song!]") { Resolve = static batch => batch.Set(0, Songs) })
        .AddField("Query", new("lost", "Song")
        {
            Arguments = [new("artistId", "Int!")],
            Resolve = static batch => batch.Set(0, new Song(0, "Lost", batch.Arguments.Get<int>(0))),
        })
        .AddField("Query", new("album", "Album") { Resolve = static batch => batch.Set(0, new Album("Best of", Songs[..2])) })
        .AddField("Query", new("grid", "[[Song!]]!") { Resolve = static batch => batch.Set(0, Grid) })
        .AddField("Query", new("search", "[SearchResult!]!")
        {
            Resolve = static batch => batch.Set(0, new object[] { Songs[0], new Album("Best of", Songs[..2]), new Artist(7, "Artist 7"), Songs[1] }),
        })
        .AddField("Query", new("numbers", "[Int]") { Resolve = static batch => batch.Set(0, new[] { 1, 2, 3 }) });

    private static Song[][] Grid => [[Songs[0], new Song(0, "Lost", 200), Songs[2]], [Songs[3]]];

    private static void ResolveArtist(FieldBatch batch)
    {
        var artists = batch.Request.Service<ArtistById>();
        for (var i = 0; i < batch.Count; i++) batch.Set(i, artists.LoadAsync(((Song)batch.Parent(i)).ArtistId));
    }
}
