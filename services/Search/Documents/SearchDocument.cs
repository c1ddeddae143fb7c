using MusicGraph.Contracts;

namespace MusicGraph.Search.Documents;

/// <summary>Something that can be found.</summary>
/// <param name="Version">Of two documents with one id the one with the higher version stays.</param>
/// <param name="Title">The title or name.</param>
/// <param name="Others">What else it is found by: names of artists, the album, the genre.</param>
internal sealed record SearchDocument(SearchType Type, Guid Id, long Version, string Title, IReadOnlyList<string> Others)
{
    /// <summary>0 to 100.</summary>
    public int Popularity { get; init; }

    /// <summary>The genres' keys; the first is the one that is counted.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>The year of release.</summary>
    public int? Year { get; init; }

    public bool IsExplicit { get; init; }

    /// <summary>Where it can be played; null for everywhere.</summary>
    public IReadOnlyList<string>? Markets { get; init; }
}

/// <summary>What is to become of a document.</summary>
/// <param name="Document">What it is from now on; null if it is gone.</param>
internal readonly record struct DocumentChange(Guid Id, long Version, SearchDocument? Document)
{
    public static DocumentChange Put(SearchDocument document) => new(document.Id, document.Version, document);

    public static DocumentChange Remove(Guid id, long version) => new(id, version, null);
}
