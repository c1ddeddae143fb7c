using MusicGraph.Catalog.Popularity;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Items;

/// <summary>The lists that items stand in. They follow the items.</summary>
internal sealed class ItemLists(Transactions transactions, Rankings rankings)
{
    /// <summary>Puts an item on the lists where it belongs and takes it off those where it belonged before.</summary>
    /// <param name="isNew">Whether it was written just now for the first time, so that no list can know of it.</param>
    public async Task FollowAsync(CatalogItemChanged changed, bool isNew, CancellationToken cancellationToken)
    {
        // Only what differs: a place that the change says nothing of is left to the changes that did.
        Place[] before = [.. PlacesOf(changed.IsDeleted ? changed.Item with { DeletedAt = null } : changed.Former)];
        Place[] after = [.. PlacesOf(changed.Item)];
        Place[] news = [
            .. after.ExceptBy(before.Select(place => place.What), place => place.What),
            .. before
                .Where(place => place.Version > 0)
                .ExceptBy(after.Select(place => place.Log.Aggregate), place => place.Log.Aggregate)
                .Select(place => place with { Belongs = false, Version = changed.Item.Version })];
        if (!isNew && news.Length > 0)
        {
            var session = transactions.Read();
            await session.LoadAsync(news.Select(place => place.Log.EntryKey(place.Id)), cancellationToken);
            news = [.. news.Where(place => !place.Log.LoadedKnows(session, place.Id, place.Version))];
        }

        var last = news.LastOrDefault(place => place.Log == CatalogKeys.Songs);
        await Task.WhenAll(news.Where(place => place != last).Select(place => place.WriteAsync(transactions, cancellationToken)).Append(rankings.FollowAsync(changed, cancellationToken)));
        // Last, so that who finds a song on the list of all finds it on the others.
        if (last is not null)
            await last.WriteAsync(transactions, cancellationToken);
    }

    private static IEnumerable<Place> PlacesOf(CatalogItem? item)
    {
        if (item is null or { DeletedAt: not null })
            return [];
        var places = PlacesByKind(item);
        return item is not Episode && ItemRights.OwnerOf(item) is { } owner ? places.Prepend(Place.Of(CatalogKeys.AddedBy(owner), item)) : places;
    }

    private static IEnumerable<Place> PlacesByKind(CatalogItem item) => item switch
    {
        Song song => PlacesOf(song),
        Album album => [
            Place.Of(CatalogKeys.Albums, album),
            .. album.ArtistIds.Distinct().SelectMany(artist => new[]
            {
                Place.Of(CatalogKeys.ArtistAlbums(artist), album),
                Place.Of(CatalogKeys.ArtistAlbums(artist, album.Type), album),
            })],
        Artist artist => [Place.Of(CatalogKeys.Artists, artist), .. artist.GenreSlugs.Select(slug => Place.Of(CatalogKeys.GenreArtists(slug), artist))],
        Show show => [Place.Of(CatalogKeys.Shows, show)],
        Episode episode => [Place.Of(CatalogKeys.Episodes, episode), Place.Of(CatalogKeys.ShowEpisodes(episode.ShowId), episode)],
        _ => [],
    };

    private static IEnumerable<Place> PlacesOf(Song song)
    {
        foreach (var artist in song.ArtistIds.Union(song.Credits?.Select(credit => credit.ArtistId) ?? []))
            yield return Place.Of(CatalogKeys.ArtistSongs(artist), song);
        if (song.GenreSlug is { } slug)
        {
            // A genre is on the list for good; one that has no songs left is not shown.
            yield return Place.Of(CatalogKeys.Genres, slug, version: 0, slug);
            yield return Place.Of(CatalogKeys.GenreSongs(slug), song);
        }

        if (song.AlbumId is { } album)
        {
            var track = new AlbumTrack(song.Id, song.TrackNumber) { DiscNumber = song.DiscNumber };
            yield return Place.Of(CatalogKeys.AlbumSongs(album), song.Id.ToString("N"), song.Version, track);
        }

        if (CatalogKeys.YearOf(song.ReleaseDate) is { } year)
            yield return Place.Of(CatalogKeys.YearSongs(year), song);
        if (song.Country is { } country)
            yield return Place.Of(CatalogKeys.CountrySongs(country), song);
        yield return Place.Of(CatalogKeys.Songs, song);
    }

    /// <summary>That an item belongs on a list, or does not any more.</summary>
    /// <param name="Value">What is listed.</param>
    /// <param name="Version">Of the item; zero for what is listed for good.</param>
    private sealed record Place(PagedLog Log, string Id, object Value, long Version, bool Belongs, Func<Place, Transactions, CancellationToken, Task> Write)
    {
        /// <summary>What is listed where.</summary>
        public (string List, object Value) What => (Log.Aggregate, Value);

        public static Place Of(PagedLog<Guid> log, CatalogItem item) => Of(log, item.Id.ToString("N"), item.Version, item.Id);

        public static Place Of<T>(PagedLog<T> log, string id, long version, T value)
            where T : notnull => new(
            log,
            id,
            value,
            version,
            Belongs: true,
            (place, transactions, token) => place.Belongs
                ? log.AddAsync(transactions, id, place.Version, () => value, token)
                : log.RemoveAsync(transactions, id, place.Version, token));

        public Task WriteAsync(Transactions transactions, CancellationToken cancellationToken) => Write(this, transactions, cancellationToken);
    }
}
