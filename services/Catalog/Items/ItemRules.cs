using System.Globalization;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Items;

/// <summary>What the properties of items may look like.</summary>
internal static class ItemRules
{
    /// <summary>More countries than there are codes for.</summary>
    private const int MostMarkets = 300;

    private const int MostMetadata = 50;
    private static readonly TextRule MetadataName = new("metadata", 60);
    private static readonly TextRule MetadataValue = new("metadata", 1_000, Required: false, ManyLines: true);

    /// <summary>A year, a month or a day; an empty text for none.</summary>
    public static Outcome<string> CheckDate(string? date) =>
        string.IsNullOrEmpty(date) || DateOnly.TryParseExact(date, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? date ?? ""
            : Problem.Invalid("releaseDate", "releaseDate must be a year, a month or a day: 2024, 2024-05 or 2024-05-31.");

    /// <summary>A country's code in upper case; an empty text for none.</summary>
    public static Outcome<string> CheckCountry(string? country) =>
        string.IsNullOrEmpty(country) ? ""
        : IsCountry(country) ? country.ToUpperInvariant()
        : Problem.Invalid("country", "country must be an ISO 3166-1 alpha-2 code.");

    /// <summary>Twelve letters and digits without hyphens; an empty text for none.</summary>
    public static Outcome<string> CheckIsrc(string? isrc)
    {
        var clean = isrc?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() ?? "";
        var isRight = clean.Length == 12 && clean[..2].All(char.IsAsciiLetterUpper) && clean[2..5].All(char.IsAsciiLetterOrDigit) && clean[5..].All(char.IsAsciiDigit);
        return clean.Length == 0 || isRight
            ? clean
            : Problem.Invalid("isrc", "isrc must be two letters of a country, three letters or digits and seven digits.");
    }

    /// <summary>8 to 14 digits; an empty text for none.</summary>
    public static Outcome<string> CheckUpc(string? upc) =>
        string.IsNullOrEmpty(upc) || (upc.Length is >= 8 and <= 14 && upc.All(char.IsAsciiDigit))
            ? upc ?? ""
            : Problem.Invalid("upc", "upc must be 8 to 14 digits.");

    /// <summary>Countries once each, in order; null stays null.</summary>
    public static Outcome<IReadOnlyList<string>?> CheckMarkets(IReadOnlyList<string>? markets)
    {
        if (markets is null)
            return default(Outcome<IReadOnlyList<string>?>);
        return markets.Count <= MostMarkets && markets.All(IsCountry)
            ? markets.Select(market => market.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal).ToArray()
            : Problem.Invalid("availableMarkets", "availableMarkets must be ISO 3166-1 alpha-2 codes.");
    }

    /// <summary>Names and values without surplus white space; null stays null.</summary>
    public static Outcome<IReadOnlyDictionary<string, string>?> CheckMetadata(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
            return default(Outcome<IReadOnlyDictionary<string, string>?>);
        if (metadata.Count > MostMetadata)
            return Problem.Invalid("metadata", $"metadata must have at most {MostMetadata} entries.");
        var clean = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in metadata)
        {
            if (MetadataName.Check(name).Failed(out var problem, out var key) || MetadataValue.Check(value).Failed(out problem, out var text))
                return problem;
            clean[key] = text;
        }

        return clean;
    }

    /// <summary>An item with the part of an edit that all kinds share.</summary>
    public static Outcome<T> Apply<T>(T item, CatalogEdit edit)
        where T : CatalogItem
    {
        if (CheckMarkets(edit.AvailableMarkets).Failed(out var problem, out var markets)
            || CheckMetadata(edit.Metadata).Failed(out problem, out var metadata))
        {
            return problem;
        }

        if (edit.IsAvailableEverywhere && markets is not null)
            return Problem.Invalid("isAvailableEverywhere", "What is available everywhere has no availableMarkets.");
        if (edit.IsAvailableEverywhere || markets is not null)
            item = item with { AvailableMarkets = markets };
        if (metadata is not { Count: > 0 })
            return item;
        var merged = new SortedDictionary<string, string>(item.Metadata?.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var (name, value) in metadata)
        {
            if (value.Length == 0)
                merged.Remove(name);
            else
                merged[name] = value;
        }

        return merged.Count > MostMetadata
            ? Problem.Invalid("metadata", $"metadata must have at most {MostMetadata} entries.")
            : item with { Metadata = merged.Count == 0 ? null : merged };
    }

    /// <summary>What an edit makes of a text: what it says, null for what it empties, or what was there.</summary>
    public static string? After(string? before, string? edit, string clean) => edit is null ? before : clean.Length == 0 ? null : clean;

    private static bool IsCountry(string? country) => country is { Length: 2 } && country.All(char.IsAsciiLetter);
}
