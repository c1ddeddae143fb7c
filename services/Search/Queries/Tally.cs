using System.Runtime.InteropServices;
using MusicGraph.Contracts;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Queries;

/// <summary>Counts results.</summary>
internal sealed class Tally
{
    /// <summary>Results of a type that are counted, the most popular ones.</summary>
    public const int Most = 1000;

    private const int MostValues = 20;
    private const int YearsOfDecade = 10;

    private readonly Dictionary<SearchType, int> _types = [];
    private readonly Dictionary<string, int> _genres = [];
    private readonly Dictionary<string, int> _countries = [];
    private readonly Dictionary<int, int> _decades = [];

    /// <summary>How many of a type were added; one more than <see cref="Most"/> says that there are more.</summary>
    public int Of(SearchType type) => _types.GetValueOrDefault(type);

    /// <summary>How many of a type there are, as far as they are counted.</summary>
    public int CountOf(SearchType type) => Math.Min(Of(type), Most);

    /// <summary>Whether there are more of a type than are counted.</summary>
    public bool IsFull(SearchType type) => Of(type) > Most;

    public void Add(Traits traits)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_types, Rank.TypeOf(traits.Rank), out _)++;
        if (traits.Genre is { } genre)
            CollectionsMarshal.GetValueRefOrAddDefault(_genres, genre, out _)++;
        if (traits.Country is { } country)
            CollectionsMarshal.GetValueRefOrAddDefault(_countries, country, out _)++;
        if (traits.Year > 0)
            CollectionsMarshal.GetValueRefOrAddDefault(_decades, traits.Year / YearsOfDecade * YearsOfDecade, out _)++;
    }

    public SearchFacets ToFacets(IReadOnlyList<SearchType> types) => new(
        [.. types.Select(type => new SearchTypeCount(type, CountOf(type), IsFull(type))).Where(count => count.Count > 0).OrderByDescending(count => count.Count)],
        Frequent(_genres),
        Frequent(_countries),
        [.. _decades.OrderByDescending(decade => decade.Key).Select(decade => new SearchDecadeCount(decade.Key, decade.Value))],
        types.Any(IsFull));

    private static List<SearchFacetCount> Frequent(Dictionary<string, int> counts) =>
        [.. counts
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Take(MostValues)
            .Select(count => new SearchFacetCount(count.Key, count.Value))];
}
