using MusicGraph.Contracts;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Queries;

/// <summary>
/// Reads so many of each of several ranges of ranks with as few questions as can be: what is rare in all of them is read by one.
/// </summary>
internal static class Walk
{
    // Read beyond what the first range wants, in the hope that it is all there is.
    private const int Hope = 24;

    /// <summary>A range of ranks of one type, both ends left out.</summary>
    public sealed class Range(SearchType type, long after, int wanted)
    {
        public SearchType Type => type;

        public long After => after;

        public long End { get; } = Rank.End(type);

        public int Wanted => wanted;

        public int Taken { get; set; }

        public bool IsFull => Taken >= wanted;
    }

    /// <param name="ranges">In ascending order.</param>
    /// <param name="read">Reads up to so many documents between two ranks.</param>
    /// <param name="take">Is given each document that is wanted.</param>
    public static async ValueTask ReadAsync<T>(
        IReadOnlyList<Range> ranges,
        Func<long, long, int, ValueTask<IReadOnlyList<T>>> read,
        Func<T, long> rankOf,
        Action<T> take,
        CancellationToken cancellationToken)
    {
        var current = 0;
        var after = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            while (current < ranges.Count && ranges[current].IsFull)
                current++;
            if (current == ranges.Count)
                return;

            after = Math.Max(after, ranges[current].After);
            var limit = ranges[current].Wanted - ranges[current].Taken + (current == ranges.Count - 1 ? 0 : Hope);
            var found = await read(after, ranges[^1].End, limit);
            foreach (var document in found)
            {
                after = rankOf(document);
                while (current < ranges.Count - 1 && after >= ranges[current].End)
                    current++;
                var range = ranges[current];
                if (after <= range.After || after >= range.End || range.IsFull)
                    continue;
                range.Taken++;
                take(document);
            }

            if (found.Count < limit)
                return;
        }
    }
}
