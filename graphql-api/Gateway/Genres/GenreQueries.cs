namespace MusicGraph.Gateway.Genres;

[QueryType]
internal static partial class GenreQueries
{
    /// <summary>All kinds of music in the catalog, by name.</summary>
    public static Task<IReadOnlyList<Genre>> GetGenresAsync([Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        catalog.GetGenresAsync(cancellationToken);
}
