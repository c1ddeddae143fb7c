namespace MusicGraph.Search.Index;

/// <summary>A document that was found.</summary>
internal readonly record struct Match(long Rank, Guid Id);

/// <summary>What can be counted of a document.</summary>
/// <param name="Genre">Null for none.</param>
/// <param name="Country">Null for none.</param>
/// <param name="Year">0 for none.</param>
internal readonly record struct Traits(long Rank, string? Genre, string? Country, int Year);
