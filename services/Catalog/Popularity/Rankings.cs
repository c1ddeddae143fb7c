using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Popularity;

/// <summary>The rankings follow the items. One whose number does not change costs nothing.</summary>
internal sealed class Rankings(Transactions transactions)
{
    public Task FollowAsync(CatalogItemChanged changed, CancellationToken cancellationToken)
    {
        var (item, former) = (changed.Item, changed.Former);
        IEnumerable<(Ranking Ranking, long? Score)> before = former is null ? [] : ScoresOf(former);
        if (changed.IsDeleted)
            before = before.Concat(ScoresOf(item with { DeletedAt = null }));
        var after = ScoresOf(item).ToDictionary(place => place.Ranking.Key);
        var left = before.Where(place => !after.ContainsKey(place.Ranking.Key)).Select(place => (place.Ranking, Score: (long?)null));
        var same = before.ToLookup(place => (place.Ranking.Key, place.Score));
        return Task.WhenAll(after.Values
            .Where(place => !same.Contains((place.Ranking.Key, place.Score)))
            .Concat(left)
            .DistinctBy(place => place.Ranking.Key)
            .Select(place => place.Ranking.SetAsync(transactions, item.Id, place.Score, item.Version, cancellationToken)));
    }

    private static IEnumerable<(Ranking Ranking, long? Score)> ScoresOf(CatalogItem item)
    {
        if (item.DeletedAt is not null)
            yield break;
        if (item is Album { ReleaseDate: not null } album)
            yield return (Ranking.NewReleases, CatalogKeys.DayOf(album.ReleaseDate));
        if (item.Popularity == 0)
            yield break;

        long? score = item.Popularity;
        switch (item)
        {
            case Song song:
                yield return (Ranking.PopularSongs, score);
                foreach (var artist in song.ArtistIds.Distinct())
                    yield return (Ranking.OfArtist(artist), score);
                if (song.GenreSlug is { } slug)
                    yield return (Ranking.OfGenre(slug), score);
                if (song.Country is { } country)
                    yield return (Ranking.OfCountry(country), score);
                break;
            case Album:
                yield return (Ranking.PopularAlbums, score);
                break;
            case Artist:
                yield return (Ranking.PopularArtists, score);
                break;
            case Show:
                yield return (Ranking.PopularShows, score);
                break;
        }
    }
}
