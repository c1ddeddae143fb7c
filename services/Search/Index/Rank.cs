using MusicGraph.Contracts;
using MusicGraph.Search.Documents;

namespace MusicGraph.Search.Index;

/// <summary>
/// A document's number in an index. Numbers grow by type, then from the popular to the unpopular, then from short titles to long ones: an
/// index that hands out matches by their numbers hands out the best first, and may stop when it has enough.
/// </summary>
internal static class Rank
{
    private const int TypeShift = 54;
    private const int QualityShift = 40;
    private const int MostPopular = 100;
    private const int Lengths = 8;
    private const int CharactersOfLength = 5;

    /// <summary>The numbers that a document of the same type, popularity and length of title may have.</summary>
    /// <param name="sequence">Below 2^40; different for every document.</param>
    public static long Of(SearchDocument document, long sequence)
    {
        var unpopular = MostPopular - Math.Clamp(document.Popularity, 0, MostPopular);
        var length = Math.Min(document.Title.Length / CharactersOfLength, Lengths - 1);
        return First(document.Type) | ((long)((unpopular * Lengths) + length) << QualityShift) | sequence;
    }

    /// <summary>The lowest number of a type.</summary>
    public static long First(SearchType type) => (long)(type + 1) << TypeShift;

    /// <summary>What is above all numbers of a type.</summary>
    public static long End(SearchType type) => (long)(type + 2) << TypeShift;

    public static SearchType TypeOf(long rank) => (SearchType)((rank >> TypeShift) - 1);

    /// <summary>How popular and short it is, whatever its type: the lower, the better.</summary>
    public static long QualityOf(long rank) => (rank >> QualityShift) & ((1L << (TypeShift - QualityShift)) - 1);

    /// <summary>The lowest number of a type with a quality.</summary>
    public static long FirstOf(SearchType type, long quality) => First(type) | (quality << QualityShift);

    /// <summary>Whether two documents may have one number.</summary>
    public static bool IsSamePlace(long rank, long other) => rank >> QualityShift == other >> QualityShift;
}
