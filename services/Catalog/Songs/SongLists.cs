using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>The lists that songs, their artists, albums and genres stand in. They follow the songs.</summary>
internal sealed class SongLists(Transactions transactions)
{
    /// <summary>How many songs an album has.</summary>
    public async Task<int> CountAsync(Guid album, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var tracks = CatalogKeys.AlbumSongs(album);
        await session.LoadAsync([tracks.Aggregate], cancellationToken);
        return tracks.LoadedCount(session);
    }

    /// <summary>Puts a song, and what it is the first of, on the lists where they belong and are not yet.</summary>
    public async Task AddAsync(CatalogItemChanged changed, CancellationToken cancellationToken)
    {
        if (changed is not { IsDeleted: false, Item: Song song })
            return;
        var session = transactions.Read();
        var album = song.AlbumId is { } albumId
            ? (Album?)await session.GetAsync<CatalogItem>(CatalogKeys.Item(albumId), cancellationToken)
            : null;
        var places = PlacesOf(song, album).ToArray();
        Place last = Place.Of(CatalogKeys.Songs, song.Id);

        await session.LoadAsync(places.Append(last).Select(place => place.Log.EntryKey(place.Id)), cancellationToken);
        await Task.WhenAll(places.Select(AddUnlessKnownAsync));
        // Last, so that who finds a song on the list of all finds the rest on theirs.
        await AddUnlessKnownAsync(last);

        Task AddUnlessKnownAsync(Place place) => place.Log.LoadedKnows(session, place.Id, version: 0)
            ? Task.CompletedTask
            : place.AddAsync(transactions, cancellationToken);
    }

    private static IEnumerable<Place> PlacesOf(Song song, Album? album)
    {
        foreach (var artist in song.ArtistIds.Union(album?.ArtistIds ?? []))
            yield return Place.Of(CatalogKeys.Artists, artist);
        foreach (var artist in song.ArtistIds)
            yield return Place.Of(CatalogKeys.ArtistSongs(artist), song.Id);
        if (song.GenreSlug is { } slug)
        {
            yield return Place.Of(CatalogKeys.Genres, slug, slug);
            yield return Place.Of(CatalogKeys.GenreSongs(slug), song.Id);
        }

        if (album is null)
            yield break;
        yield return Place.Of(CatalogKeys.Albums, album.Id);
        foreach (var artist in album.ArtistIds)
            yield return Place.Of(CatalogKeys.ArtistAlbums(artist), album.Id);
        yield return Place.Of(CatalogKeys.AlbumSongs(album.Id), song.Id.ToString("N"), new AlbumTrack(song.Id, song.TrackNumber));
    }

    /// <summary>That an item belongs on a list.</summary>
    private sealed record Place(PagedLog Log, string Id, Func<Transactions, CancellationToken, Task> AddAsync)
    {
        public static Place Of(PagedLog<Guid> log, Guid id) => Of(log, id.ToString("N"), id);

        public static Place Of<T>(PagedLog<T> log, string id, T value) =>
            new(log, id, (transactions, token) => log.AddAsync(transactions, id, version: 0, () => value, token));
    }
}
