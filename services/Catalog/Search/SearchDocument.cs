using MusicGraph.ServiceDefaults.Text;
using MusicGraph.Contracts;

namespace MusicGraph.Catalog.Search;

/// <summary>The parts of an item that a search looks at, what counts most first.</summary>
internal enum SearchField
{
    Title,
    Artist,
    Album,
    Other,
}

/// <summary>An item as the search sees it.</summary>
/// <param name="Title">The folded title, or the artist's name.</param>
/// <param name="KindRank">Of equal hits, an artist goes before an album before a song.</param>
internal sealed record SearchDocument(Guid Id, string Title, int KindRank, IReadOnlyList<(string Word, SearchField Field)> Words)
{
    public static SearchDocument Of(Artist artist) =>
        new(artist.Id, Folding.Fold(artist.Name), 0, Distinct([(artist.Name, SearchField.Title), (artist.Country, SearchField.Other)]));

    public static SearchDocument Of(Album album, IEnumerable<string> artists) =>
        new(album.Id, Folding.Fold(album.Title), 1, Distinct([
            (album.Title, SearchField.Title),
            .. artists.Select(name => ((string?)name, SearchField.Artist))]));

    public static SearchDocument Of(Song song, IEnumerable<string> artists, string? album) =>
        new(song.Id, Folding.Fold(song.Title), 2, Distinct([
            (song.Title, SearchField.Title),
            .. artists.Select(name => ((string?)name, SearchField.Artist)),
            (album, SearchField.Album),
            (song.GenreSlug, SearchField.Other),
            (song.Country, SearchField.Other)]));

    /// <summary>Every word once, in the field where it counts most.</summary>
    private static (string Word, SearchField Field)[] Distinct(IEnumerable<(string? Text, SearchField Field)> texts) =>
        [.. texts
            .Where(text => text.Text is not null)
            .SelectMany(text => Folding.Words(text.Text!), (text, word) => (Word: word, text.Field))
            .GroupBy(word => word.Word, (word, places) => (word, places.Min(place => place.Field)))];
}
