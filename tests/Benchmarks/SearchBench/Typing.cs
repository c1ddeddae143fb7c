using MusicGraph.Contracts;

namespace MusicGraph.SearchBench;

/// <summary>What people type who look for the songs of a catalog.</summary>
internal sealed class Typing(GeneratedCatalog catalog, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The first three letters of a word of some song.</summary>
    public string Prefix()
    {
        while (true)
        {
            var words = Words(catalog.Song(_random.Next(catalog.Songs)), 3);
            if (words.Length > 0)
                return words[_random.Next(words.Length)][..3].ToLowerInvariant();
        }
    }

    /// <summary>Two words of one song, its artist or album, one of four letters or more with one edit.</summary>
    public string Mistyped()
    {
        while (true)
        {
            var words = Words(catalog.Song(_random.Next(catalog.Songs)), 2);
            if (words.Length < 2)
                continue;
            _random.Shuffle(words);
            var long0 = Array.FindIndex(words, 0, 2, word => word.Length >= 4);
            if (long0 < 0)
                continue;
            words[long0] = Edit(words[long0]);
            return $"{words[0]} {words[1]}".ToLowerInvariant();
        }
    }

    private string[] Words(Song song, int shortest)
    {
        var told = catalog.Told(song);
        return [.. $"{song.Title} {told.ArtistNames[0]} {told.AlbumTitle}"
            .Split(' ')
            .Distinct()
            .Where(word => word.Length >= shortest && word.All(c => char.IsLetter(c) && c < '\u0500'))];
    }

    private string Edit(string word)
    {
        var at = _random.Next(word.Length - 1);
        return _random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, "e"),
            2 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[..at] + "a" + word[(at + 1)..],
        };
    }
}
