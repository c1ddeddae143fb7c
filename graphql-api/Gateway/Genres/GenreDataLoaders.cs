namespace MusicGraph.Gateway.Genres;

internal static class GenreDataLoaders
{
    /// <summary>There are few genres, and the catalog hands them out together.</summary>
    [DataLoader]
    public static async Task<IReadOnlyDictionary<string, Genre>> GetGenreBySlugAsync(
        IReadOnlyList<string> slugs, CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.GetGenresAsync(cancellationToken)).ToDictionary(genre => genre.Slug);
}
