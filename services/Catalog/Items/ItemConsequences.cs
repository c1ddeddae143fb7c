using MusicGraph.Catalog.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Items;

/// <summary>
/// What follows for other items when one is renamed or deleted. It may be much, so that it is done when the event comes and not by who
/// caused it; and it may be done twice.
/// </summary>
internal sealed class ItemConsequences(
    Transactions transactions, CatalogStore store, Reservations reservations, NamedItems named, ItemChanges changes, TimeProvider time)
{
    private const int AtOnce = 16;

    public Task FollowAsync(CatalogItemChanged changed, CancellationToken cancellationToken) => (changed.Item, changed.Former) switch
    {
        (Song { DeletedAt: not null, ContentHash: { } hash } song, _) =>
            reservations.ReleaseAsync(CatalogKeys.SongHash(hash), song.Id, cancellationToken),
        (Album { DeletedAt: not null } album, _) => DeletedAsync(album, cancellationToken),
        (Artist { DeletedAt: not null } artist, _) => named.ReleaseAsync(CatalogKeys.ArtistName(artist.Name), artist.Id, cancellationToken),
        (Show { DeletedAt: not null } show, _) => EachAsync(
            CatalogKeys.ShowEpisodes(show.Id), (Episode episode) => Deleted(episode), cancellationToken),

        (Album album, Album former) when former.Title != album.Title => RenamedAsync(album, former, cancellationToken),
        (Artist artist, Artist former) when former.Name != artist.Name => RenamedAsync(artist, former, cancellationToken),
        (Show show, Show former) when former.Title != show.Title =>
            EachAsync(CatalogKeys.ShowEpisodes(show.Id), (Episode episode) => episode with { Version = episode.Version }, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>
    /// Deletes what a user added who is no more: songs and shows, and those of the albums and artists that nobody else's songs are left of.
    /// </summary>
    public async Task FollowAsync(UserDeleted deleted, CancellationToken cancellationToken)
    {
        var own = CatalogKeys.AddedBy(deleted.UserId);
        await EachAsync(own, (CatalogItem item) => item is Song or Show ? Deleted(item) : item, cancellationToken);
        await EachAsync(
            own, id => id, async (Album album, CancellationToken token) => await store.HasSongsAsync(album, token) ? album : Deleted(album), cancellationToken);
        await EachAsync(
            own, id => id, async (Artist artist, CancellationToken token) => await store.HasWorksAsync(artist.Id, token) ? artist : Deleted(artist), cancellationToken);
    }

    private T Deleted<T>(T item)
        where T : CatalogItem => item with { DeletedAt = time.GetUtcNow() };

    private async Task DeletedAsync(Album album, CancellationToken cancellationToken)
    {
        foreach (var artist in album.ArtistIds)
            await named.ReleaseAsync(CatalogKeys.AlbumName(album.Title, artist), album.Id, cancellationToken);
        await EachAsync(
            CatalogKeys.AlbumSongs(album.Id), track => track.SongId, (Song song) => song.AlbumId == album.Id ? song with { AlbumId = null } : song, cancellationToken);
    }

    private async Task RenamedAsync(Album album, Album former, CancellationToken cancellationToken)
    {
        if (CatalogKeys.AlbumName(former.Title, former.ArtistIds[0]) is var name && name != CatalogKeys.AlbumName(album.Title, album.ArtistIds[0]))
            await named.ReleaseAsync(name, album.Id, cancellationToken);
        await EachAsync(CatalogKeys.AlbumSongs(album.Id), track => track.SongId, (Song song) => song with { Version = song.Version }, cancellationToken);
    }

    private async Task RenamedAsync(Artist artist, Artist former, CancellationToken cancellationToken)
    {
        if (CatalogKeys.ArtistName(former.Name) is var name && name != CatalogKeys.ArtistName(artist.Name))
            await named.ReleaseAsync(name, artist.Id, cancellationToken);
        await EachAsync(CatalogKeys.ArtistAlbums(artist.Id), (Album album) => album with { Version = album.Version }, cancellationToken);
        await EachAsync(CatalogKeys.ArtistSongs(artist.Id), (Song song) => song with { Version = song.Version }, cancellationToken);
    }

    private Task EachAsync<T>(PagedLog<Guid> list, Func<T, T> change, CancellationToken cancellationToken)
        where T : CatalogItem => EachAsync(list, id => id, change, cancellationToken);

    private Task EachAsync<TEntry, T>(PagedLog<TEntry> list, Func<TEntry, Guid> idOf, Func<T, T> change, CancellationToken cancellationToken)
        where T : CatalogItem => EachAsync(list, idOf, (T item, CancellationToken _) => Task.FromResult(change(item)), cancellationToken);

    /// <summary>Changes all items of a list that are of a kind; a copy of an item, even one without a difference, is told.</summary>
    private async Task EachAsync<TEntry, T>(
        PagedLog<TEntry> list, Func<TEntry, Guid> idOf, Func<T, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        var next = 0L;
        while (true)
        {
            // A session of its own for each round, so that none remembers the whole list.
            (var entries, next) = await list.ReadFromAsync(transactions.Read(), next, cancellationToken, pages: 1);
            if (entries.Count == 0)
                return;
            await Parallel.ForEachAsync(
                entries,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (entry, token) =>
                    await changes.ChangeAsync<T>(idOf(entry), async (_, item, during) => await change(item, during), token));
        }
    }
}
