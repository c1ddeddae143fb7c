using MusicGraph.Contracts;

namespace MusicGraph.Catalog.Shows;

/// <summary>What a podcast's feed says.</summary>
/// <param name="Key">What it is known by, wherever it lies: its <c>podcast:guid</c>, else its own address, else its page and title.</param>
/// <param name="Skipped">Entries that are no episodes.</param>
internal sealed record Feed(string Key, string Title, string Publisher, string Description, IReadOnlyList<FeedEpisode> Episodes, int Skipped)
{
    public string? Language { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool IsExplicit { get; init; }

    public string? Link { get; init; }

    public string? ImageUrl { get; init; }

    public string? Copyright { get; init; }
}

/// <summary>What a feed says of an episode.</summary>
/// <param name="Guid">What the feed knows it by.</param>
internal sealed record FeedEpisode(string Guid, string Title, string Description)
{
    public long DurationMs { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public int? Season { get; init; }

    public int? Number { get; init; }

    public EpisodeKind Type { get; init; }

    public bool IsExplicit { get; init; }

    public string? AudioUrl { get; init; }

    public string? AudioType { get; init; }

    public string? Link { get; init; }

    public string? ImageUrl { get; init; }
}
