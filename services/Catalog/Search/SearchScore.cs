namespace MusicGraph.Catalog.Search;

/// <summary>How a word of the query was found.</summary>
internal enum SearchMatch
{
    Exact,
    Prefix,
    Typo,
}

/// <summary>What a hit is worth: how it was found counts more than where, a title that is the query most of all.</summary>
internal static class SearchScore
{
    private const int WholeTitle = 1_000;
    private const int StartOfTitle = 15;

    public static int Of(SearchMatch match, SearchField field)
    {
        var byMatch = match switch
        {
            SearchMatch.Exact => 100,
            SearchMatch.Prefix => 60,
            _ => 20,
        };
        var byField = field switch
        {
            SearchField.Title => 20,
            SearchField.Artist => 10,
            SearchField.Album => 5,
            _ => 0,
        };
        return byMatch + byField;
    }

    /// <summary>What the title as a whole adds; both texts are folded.</summary>
    public static int OfTitle(string title, string query) =>
        title == query ? WholeTitle : title.StartsWith(query, StringComparison.Ordinal) ? StartOfTitle : 0;
}
