using System.Globalization;
using System.Numerics;
using MusicGraph.Contracts;
using MusicGraph.Search.Documents;

namespace MusicGraph.Search.Feeding;

/// <summary>What can be found of what the services keep. What is not for everyone cannot be found at all.</summary>
internal static class DocumentsOf
{
    // A million followers are as popular as can be.
    private const int PointsOfDoubling = 5;
    private const int RevisionsOfMillisecond = 1024;
    private const int YearDigits = 4;

    /// <param name="artists">The names of its artists.</param>
    /// <param name="album">The title of its album.</param>
    /// <param name="genre">The name of its genre.</param>
    /// <param name="show">The title of its show.</param>
    public static DocumentChange Item(CatalogItem item, IReadOnlyList<string> artists, string? album, string? genre, string? show) =>
        item.DeletedAt is not null
            ? DocumentChange.Remove(item.Id, item.Version)
            : DocumentChange.Put(Document(item, artists, album, genre, show) with
            {
                Popularity = item.Popularity,
                Markets = item.AvailableMarkets,
            });

    /// <summary>A playlist's documents are ordered by its last change, because lists of playlists tell no revision.</summary>
    public static DocumentChange Playlist(Playlist playlist, int followers, bool isDeleted, long revision = 0)
    {
        var version = (playlist.UpdatedAt.ToUnixTimeMilliseconds() * RevisionsOfMillisecond) + (revision % RevisionsOfMillisecond);
        return isDeleted || playlist.Visibility != Visibility.Public
            ? DocumentChange.Remove(playlist.Id, version)
            : DocumentChange.Put(new SearchDocument(SearchType.Playlist, playlist.Id, version, playlist.Name, [])
            {
                Popularity = BitOperations.Log2((uint)Math.Max(1, followers + 1)) * PointsOfDoubling,
            });
    }

    public static DocumentChange User(User user, long revision) =>
        DocumentChange.Put(new SearchDocument(SearchType.User, user.Id, revision, user.DisplayName, [user.UserName]));

    private static SearchDocument Document(CatalogItem item, IReadOnlyList<string> artists, string? album, string? genre, string? show) => item switch
    {
        Song song => new SearchDocument(SearchType.Song, song.Id, song.Version, song.Title, [.. artists, .. Given(album, genre)])
        {
            Genres = Given(song.GenreSlug),
            Country = song.Country,
            Year = YearOf(song.ReleaseDate),
            IsExplicit = song.IsExplicit,
        },
        Album release => new SearchDocument(SearchType.Album, release.Id, release.Version, release.Title, [.. artists, .. Given(genre)])
        {
            Genres = Given(release.GenreSlug),
            Year = YearOf(release.ReleaseDate),
        },
        Artist artist => new SearchDocument(SearchType.Artist, artist.Id, artist.Version, artist.Name, [])
        {
            Genres = artist.GenreSlugs,
            Country = artist.Country,
        },
        Show podcast => new SearchDocument(
            SearchType.Show, podcast.Id, podcast.Version, podcast.Title, [podcast.Publisher, .. podcast.Categories])
        {
            IsExplicit = podcast.IsExplicit,
        },
        Episode episode => new SearchDocument(SearchType.Episode, episode.Id, episode.Version, episode.Title, Given(show))
        {
            Year = YearOf(episode.ReleaseDate),
            IsExplicit = episode.IsExplicit,
        },
        _ => throw new NotSupportedException($"{item.GetType().Name} is no kind of item that can be found."),
    };

    private static string[] Given(params ReadOnlySpan<string?> texts) => [.. texts.ToArray().OfType<string>()];

    private static int? YearOf(string? date) =>
        date?.Length >= YearDigits && int.TryParse(date.AsSpan(0, YearDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0
            ? year
            : null;
}
