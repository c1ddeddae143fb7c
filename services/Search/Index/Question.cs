using MusicGraph.Contracts;
using MusicGraph.Search.Documents;

namespace MusicGraph.Search.Index;

/// <summary>What is asked of an index: documents that match all of it.</summary>
/// <param name="Words">What they must have; none where only the title counts.</param>
/// <param name="Except">Documents that have all of these do not count; none for no such condition.</param>
internal sealed record Question(SearchFilter Filter, IReadOnlyList<Word> Words, IReadOnlyList<Word> Except)
{
    /// <summary>The title that they must have; see <see cref="TitleKey"/>.</summary>
    public long? Title { get; init; }

    /// <summary>The title that they must not have.</summary>
    public long? ExceptTitle { get; init; }
}
