namespace MusicGraph.Search.Index;

/// <summary>
/// Reads an index. Documents come in the order of their ranks, from <c>after</c> to <c>end</c>, both left out. A reader that is cancelled
/// answers what it has found so far, or throws.
/// </summary>
internal interface IIndexReader : IAsyncDisposable
{
    /// <summary>How many documents there are.</summary>
    ValueTask<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Whether any document ever had the word, or one that it is the beginning of.</summary>
    ValueTask<bool> IsKnownAsync(Term term, CancellationToken cancellationToken);

    /// <summary>Words and beginnings of words that were written down under any of the keys; see <see cref="Spelling.Spellings"/>.</summary>
    ValueTask<IReadOnlyCollection<string>> SpelledAsync(IReadOnlyCollection<long> keys, CancellationToken cancellationToken);

    /// <summary>In about how many documents each of the words is; words that were never seen are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, long>> FrequenciesAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken);

    /// <summary>Documents that match.</summary>
    ValueTask<IReadOnlyList<Match>> MatchAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken);

    /// <summary>What can be counted of the documents that match.</summary>
    ValueTask<IReadOnlyList<Traits>> TraitsAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken);
}
