using MusicGraph.ServiceDefaults.Text;

namespace MusicGraph.Catalog.Genres;

internal static class GenreSlug
{
    /// <summary>A genre's key: its words, folded and joined by hyphens; empty when the name has no words.</summary>
    public static string Of(string name) => string.Join('-', Folding.Words(name.Replace("&", " and ")));
}
