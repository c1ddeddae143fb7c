using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Popularity;

/// <summary>The best of many by a number, in one value: <c>ranking:{name}</c>.</summary>
internal sealed class Ranking(string name, int most)
{
    public static Ranking PopularSongs { get; } = new("songs", 200);

    public static Ranking PopularAlbums { get; } = new("albums", 200);

    public static Ranking PopularArtists { get; } = new("artists", 200);

    public static Ranking PopularShows { get; } = new("shows", 200);

    /// <summary>Albums by the day of their release, those to come among them.</summary>
    public static Ranking NewReleases { get; } = new("new-releases", 500);

    public static Ranking OfGenre(string slug) => new($"genre-{slug}", 100);

    public static Ranking OfCountry(string country) => new($"country-{country}", 100);

    public static Ranking OfArtist(Guid artist) => new($"artist-{artist:N}", 50);

    public string Key { get; } = StateKey.Of("ranking", name);

    /// <summary>The ids in their order, if the key was loaded.</summary>
    public IEnumerable<Guid> Loaded(StateSession session) => (session.Loaded<Rank[]>(Key) ?? []).Select(rank => rank.Id);

    /// <summary>What a change makes of it; null where that is nothing. The key was loaded.</summary>
    /// <param name="score">Null or zero where the item is not ranked any more.</param>
    /// <param name="version">Of the item: an older one changes nothing.</param>
    private Rank[]? After(StateSession session, Guid id, long? score, long version)
    {
        var ranks = session.Loaded<Rank[]>(Key) ?? [];
        var known = ranks.FirstOrDefault(rank => rank.Id == id);
        if (known is not null ? known.Version >= version : score is null or 0 || (ranks.Length >= most && ranks[^1].Score >= score))
            return null;
        if (known?.Score == score)
            return null;
        var others = ranks.Where(rank => rank.Id != id);
        return score is null or 0
            ? [.. others]
            : [.. others.Append(new Rank(id, score.Value, version)).OrderByDescending(rank => rank.Score).ThenByDescending(rank => rank.Version).Take(most)];
    }

    /// <summary>Ranks an item. What does not come among the best costs a read.</summary>
    public async Task SetAsync(Transactions transactions, Guid id, long? score, long version, CancellationToken cancellationToken)
    {
        var read = transactions.Read();
        await read.LoadAsync([Key], cancellationToken);
        if (After(read, id, score, version) is null)
            return;
        await transactions.RunAsync<bool>(
            Key,
            async (session, token) =>
            {
                await session.LoadAsync([Key], token);
                if (After(session, id, score, version) is not { } ranks)
                    return false;
                session.Put(Key, ranks);
                return true;
            },
            cancellationToken);
    }

    /// <param name="Version">Of the item when it got this score.</param>
    private sealed record Rank(Guid Id, long Score, long Version);
}
