namespace MusicGraph.Gateway.Search;

[QueryType]
internal static partial class SearchQueries
{
    /// <summary>
    /// Finds songs, albums, artists, playlists, shows, episodes and users. What is the text goes before what begins with it, before what has
    /// all its words in its title, before what has them anywhere, before what would but for a typo; of equal ones the popular go first.
    /// </summary>
    /// <param name="text">Words as they are typed, in any script, up to 200 characters; the last may be unfinished.</param>
    /// <param name="types">What to look for; everything when not given.</param>
    /// <param name="filter">What the results must be besides.</param>
    public static SearchResults Search(string text, IReadOnlyList<SearchType>? types, SearchFilter? filter) =>
        new(new SearchRequest(text, filter, types));
}
