using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Songs;

/// <summary>What a new song may look like.</summary>
internal static class NewSongRules
{
    private const int MostArtists = 20;
    private const int MostCredits = 100;
    private const int LastTrack = 9_999;

    // No recording in the catalog of the world comes near a week.
    private const long LongestMs = 7L * 24 * 60 * 60 * 1000;

    private static readonly TextRule Title = new("title", 300);
    private static readonly TextRule Artist = new("artists", 200);
    private static readonly TextRule Credit = new("credits", 200);
    private static readonly TextRule Album = new("album", 300, Required: false);
    private static readonly TextRule AlbumArtist = new("albumArtist", 200, Required: false);
    private static readonly TextRule Genre = new("genre", 60, Required: false);
    private static readonly TextRule Label = new("label", 200, Required: false);

    /// <summary>The song with its texts cleaned and what is empty made null, or the first rule it breaks.</summary>
    public static Outcome<NewSong> Check(NewSong song)
    {
        if (Title.Check(song.Title).Failed(out var problem, out var title)
            || Album.Check(song.Album).Failed(out problem, out var album)
            || AlbumArtist.Check(song.AlbumArtist).Failed(out problem, out var albumArtist)
            || Label.Check(song.Label).Failed(out problem, out var label)
            || Genre.Check(song.Genre).Failed(out problem, out var genre)
            || CheckArtists(song.Artists).Failed(out problem, out var artists)
            || CheckCredits(song.Credits).Failed(out problem, out var credits)
            || ItemRules.CheckDate(song.ReleaseDate).Failed(out problem, out var date)
            || ItemRules.CheckCountry(song.Country).Failed(out problem, out var country)
            || ItemRules.CheckIsrc(song.Isrc).Failed(out problem, out var isrc)
            || ItemRules.CheckUpc(song.Upc).Failed(out problem, out var upc)
            || ItemRules.CheckMarkets(song.AvailableMarkets).Failed(out problem, out var markets)
            || ItemRules.CheckMetadata(song.Metadata).Failed(out problem, out var metadata))
        {
            return problem;
        }

        if (genre.Length > 0 && GenreSlug.Of(genre).Length == 0)
            return Problem.Invalid("genre", "genre must have a letter or digit.");
        if (song.TrackNumber is < 1 or > LastTrack)
            return Problem.Invalid("trackNumber", $"trackNumber must be 1 to {LastTrack}.");
        if (song.DiscNumber is < 1 or > LastTrack)
            return Problem.Invalid("discNumber", $"discNumber must be 1 to {LastTrack}.");
        if (song.DurationMs is < 0 or > LongestMs)
            return Problem.Invalid("durationMs", $"durationMs must be 0 to {LongestMs}.");
        if (song.ContentHash is { } hash && !(hash.Length == 64 && hash.All(char.IsAsciiHexDigit)))
            return Problem.Invalid("contentHash", "contentHash must be a SHA-256 in hexadecimal.");

        return song with
        {
            Title = title,
            Artists = artists,
            Credits = credits,
            Album = OrNull(album),
            AlbumArtist = OrNull(albumArtist),
            Genre = OrNull(genre),
            Label = OrNull(label),
            ReleaseDate = OrNull(date),
            Country = OrNull(country),
            Isrc = OrNull(isrc),
            Upc = OrNull(upc),
            AvailableMarkets = markets,
            Metadata = metadata is { Count: > 0 } ? metadata : null,
            ContentHash = song.ContentHash?.ToLowerInvariant(),
        };
    }

    private static Outcome<IReadOnlyList<string>> CheckArtists(IReadOnlyList<string>? artists)
    {
        if (artists is not { Count: > 0 and <= MostArtists })
            return Problem.Invalid("artists", $"artists must be 1 to {MostArtists} names.");
        var clean = new List<string>(artists.Count);
        foreach (var artist in artists)
        {
            if (Artist.Check(artist).Failed(out var problem, out var name))
                return problem;
            clean.Add(name);
        }

        return clean;
    }

    private static Outcome<IReadOnlyList<NewCredit>> CheckCredits(IReadOnlyList<NewCredit>? credits)
    {
        if (credits?.Count > MostCredits)
            return Problem.Invalid("credits", $"credits must be at most {MostCredits}.");
        var clean = new List<NewCredit>();
        foreach (var credit in credits ?? [])
        {
            if (Credit.Check(credit?.Name).Failed(out var problem, out var name))
                return problem;
            clean.Add(credit! with { Name = name });
        }

        return clean;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
