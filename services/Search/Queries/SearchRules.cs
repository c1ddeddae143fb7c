using MusicGraph.Contracts;
using MusicGraph.Search.Index;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Search.Queries;

/// <summary>What may be asked.</summary>
internal static class SearchRules
{
    /// <summary>The longest text, in UTF-16 code units.</summary>
    public const int LongestText = 200;

    private const int MostWindows = 20;
    private const int LongestGenre = 100;
    private const int LastYear = 9999;

    /// <summary>Null where the request is all right.</summary>
    public static Problem? Check(SearchRequest request)
    {
        if (request.Text.Length > LongestText)
            return Problem.Invalid("text", $"text must have at most {LongestText} characters.");
        if (request.Pages is { Count: > MostWindows })
            return Problem.Invalid("pages", $"At most {MostWindows} pages can be asked for at once.");
        foreach (var page in request.Pages ?? [])
        {
            if (page.First is < 0 or > Window.Largest)
                return Problem.Invalid("first", $"first must be 0 to {Window.Largest}.");
            if (page.After is { } after && !(Place.TryParse(after, out var place) && (page.Type is null || page.Type == place.Type)))
                return Problem.Invalid("after", "after is not a cursor of this list.");
        }

        return request.Filter is { } filter ? Check(filter) : null;
    }

    private static Problem? Check(SearchFilter filter)
    {
        if (filter.Genre is { Length: 0 or > LongestGenre })
            return Problem.Invalid("genre", $"genre must have 1 to {LongestGenre} characters.");
        if (filter.Country is not null && CountryCode.ToNumber(filter.Country) == 0)
            return Problem.Invalid("country", "country must be two letters, upper case (ISO 3166-1 alpha-2).");
        if (filter.AvailableIn is not null && CountryCode.ToNumber(filter.AvailableIn) == 0)
            return Problem.Invalid("availableIn", "availableIn must be two letters, upper case (ISO 3166-1 alpha-2).");
        if (filter.YearFrom is < 1 or > LastYear)
            return Problem.Invalid("yearFrom", $"yearFrom must be 1 to {LastYear}.");
        return filter.YearTo is < 1 or > LastYear ? Problem.Invalid("yearTo", $"yearTo must be 1 to {LastYear}.") : null;
    }
}
