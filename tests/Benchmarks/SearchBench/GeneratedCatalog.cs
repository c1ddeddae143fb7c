using System.Buffers.Binary;
using MusicGraph.Contracts;

namespace MusicGraph.SearchBench;

/// <summary>
/// A catalog that is made up as it is read: the same seed gives the same songs. There is an artist to ten songs and an album to eight; few
/// artists have many songs, and few songs are popular.
/// </summary>
internal sealed class GeneratedCatalog(int seed, int songs)
{
    private static readonly string[] Genres = [.. "pop rock hip-hop electronic jazz classical folk metal country-music reggae blues soul funk punk indie house techno ambient latin salsa samba bossa-nova flamenco fado chanson schlager k-pop j-pop afrobeat gospel disco drum-and-bass dubstep trance grime ska cumbia tango bluegrass opera".Split(' ')];
    private static readonly string[] Countries = "US GB DE FR ES BR SE JP KR RU IT MX CA AU NL AR PT NO DK FI PL TR EG NG ZA IN IE IS GR BE CH AT CL CO PE CZ HU RO UA JM CU".Split(' ');
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Vocabulary _vocabulary = new(seed);

    public int Songs => songs;

    public int Artists => Math.Max(1, songs / 10);

    public int Albums => Math.Max(1, songs / 8);

    public Artist Artist(int number)
    {
        var random = RandomOf(1, number);
        return new Artist(Id(1, number), _vocabulary.Phrase(random, 1 + random.Next(3)), Countries[Vocabulary.Zipf(random, Countries.Length)], Start)
        {
            Popularity = PopularityOf(random),
            GenreSlugs = [Genres[Vocabulary.Zipf(random, Genres.Length)]],
        };
    }

    public Album Album(int number)
    {
        var random = RandomOf(2, number);
        return new Album(
            Id(2, number), _vocabulary.Phrase(random, 1 + random.Next(4)), [Id(1, ArtistOfAlbum(number))], $"{Year(random)}", Guid.Empty, Start)
        {
            Popularity = PopularityOf(random),
            GenreSlug = Genres[Vocabulary.Zipf(random, Genres.Length)],
        };
    }

    /// <summary>Numbers from <see cref="Songs"/> on are songs that come later.</summary>
    public Song Song(int number)
    {
        var random = RandomOf(3, number);
        var album = random.Next(Albums);
        return new Song(
            Id(3, number),
            _vocabulary.Phrase(random, 1 + random.Next(5)),
            [Id(1, ArtistOfAlbum(album))],
            Id(2, album),
            Genres[Vocabulary.Zipf(random, Genres.Length)],
            1 + random.Next(12),
            180_000,
            $"{Year(random)}",
            Countries[Vocabulary.Zipf(random, Countries.Length)],
            null,
            Guid.Empty,
            Start)
        {
            Popularity = PopularityOf(random),
            IsExplicit = random.Next(8) == 0,
        };
    }

    /// <summary>The event that tells of a song.</summary>
    public CatalogItemChanged Told(Song song) => new(
        Guid.CreateVersion7(), song, [.. song.ArtistIds.Select(id => Artist(NumberOf(id)).Name)], Album(NumberOf(song.AlbumId!.Value)).Title, song.GenreSlug);

    public CatalogItem Item(Guid id) => id.ToByteArray(bigEndian: true)[0] switch
    {
        1 => Artist(NumberOf(id)),
        2 => Album(NumberOf(id)),
        _ => Song(NumberOf(id)),
    };

    private int ArtistOfAlbum(int album) => Vocabulary.Zipf(RandomOf(4, album), Artists);

    private Random RandomOf(int kind, int number) => new(unchecked((seed * 31) + (kind * 1_000_003) + (number * 7919)));

    private static int PopularityOf(Random random) => (int)(100 * Math.Pow(random.NextDouble(), 6));

    private static int Year(Random random) => 2026 - (int)(70 * Math.Pow(random.NextDouble(), 2));

    private static Guid Id(int kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new Guid(bytes, bigEndian: true);
    }

    private static int NumberOf(Guid id) => BinaryPrimitives.ReadInt32BigEndian(id.ToByteArray(bigEndian: true).AsSpan(12));
}
