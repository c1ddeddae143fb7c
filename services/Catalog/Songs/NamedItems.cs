using MusicGraph.Catalog.Genres;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>
/// Artists, albums and genres, which are made when they are first named. Who names an artist or album first writes it under its name,
/// and from there it is written under its id by all who find it missing: so that it comes into being even if who named it is killed
/// in between.
/// </summary>
internal sealed class NamedItems(Transactions transactions)
{
    /// <summary>The artists and the album of a song, those that are new made now, and so its genre.</summary>
    public async Task<(Guid[] Artists, Album? Album)> FindOrAddAsync(
        NewSong song, Guid addedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        string[] names = [.. song.Artists, .. song.AlbumArtist is { } name ? [name] : Array.Empty<string>()];
        var genre = song.Genre is null ? null : new GenreRecord(GenreSlug.Of(song.Genre), song.Genre);
        await session.LoadAsync(
            [.. names.Select(CatalogKeys.ArtistName), .. genre is null ? [] : new[] { CatalogKeys.Genre(genre.Slug) }], cancellationToken);

        if (genre is not null)
            await GetOrAddAsync(session, CatalogKeys.Genre(genre.Slug), () => genre, cancellationToken);
        var artists = new List<CatalogItem>();
        foreach (var artist in names)
        {
            artists.Add(await GetOrAddAsync<CatalogItem>(
                session,
                CatalogKeys.ArtistName(artist),
                () => new Artist(Guid.CreateVersion7(now), artist, Country: null, now),
                cancellationToken));
        }

        var artistIds = artists.Take(song.Artists.Count).Select(artist => artist.Id).Distinct().ToArray();
        Album? album = null;
        if (song.Album is not null)
        {
            var albumArtist = song.AlbumArtist is null ? artistIds[0] : artists[^1].Id;
            var key = CatalogKeys.AlbumName(song.Album, albumArtist);
            await session.LoadAsync([key], cancellationToken);
            album = (Album)await GetOrAddAsync<CatalogItem>(
                session,
                key,
                () => new Album(Guid.CreateVersion7(now), song.Album, [albumArtist], song.ReleaseDate, addedBy, now),
                cancellationToken);
        }

        await EnsureAsync(session, [.. artists, .. album is null ? Array.Empty<CatalogItem>() : [album]], cancellationToken);
        return (artistIds, album);
    }

    /// <summary>What is told of an item as it is now.</summary>
    public async Task<CatalogItemChanged> DescribeAsync(CatalogItem item, CancellationToken cancellationToken)
    {
        var (artists, album, genre) = item switch
        {
            Song song => (song.ArtistIds, song.AlbumId, song.GenreSlug),
            Album release => (release.ArtistIds, null, release.GenreSlug),
            _ => ([], null, null),
        };
        var show = (item as Episode)?.ShowId;
        var session = transactions.Read();
        await session.LoadAsync(
            [
                .. artists.Select(CatalogKeys.Item),
                .. album is { } a ? [CatalogKeys.Item(a)] : Array.Empty<string>(),
                .. show is { } s ? [CatalogKeys.Item(s)] : Array.Empty<string>(),
                .. genre is null ? [] : new[] { CatalogKeys.Genre(genre) },
            ],
            cancellationToken);
        return new CatalogItemChanged(
            EventIds.Of(item.Id, item.Version),
            item,
            [.. artists.Select(id => Loaded<Artist>(id)?.Name ?? "")],
            album is { } albumId ? Loaded<Album>(albumId)?.Title : null,
            genre is null ? null : session.Loaded<GenreRecord>(CatalogKeys.Genre(genre))?.Name,
            show is { } showId ? Loaded<Show>(showId)?.Title : null);

        T? Loaded<T>(Guid id)
            where T : CatalogItem => session.Loaded<CatalogItem>(CatalogKeys.Item(id)) as T;
    }

    /// <summary>What a key holds, or what it then does. The key was loaded.</summary>
    private async Task<T> GetOrAddAsync<T>(StateSession read, string key, Func<T> make, CancellationToken cancellationToken)
        where T : class
    {
        if (read.Loaded<T>(key) is { } known)
            return known;
        var outcome = await transactions.RunAsync<T>(
            key,
            async (session, token) =>
            {
                if (await session.GetAsync<T>(key, token) is { } other)
                    return other;
                var made = make();
                session.Put(key, made);
                return made;
            },
            cancellationToken);
        return outcome.Value;
    }

    private async Task EnsureAsync(StateSession session, IReadOnlyCollection<CatalogItem> items, CancellationToken cancellationToken)
    {
        await session.LoadAsync(items.Select(item => CatalogKeys.Item(item.Id)), cancellationToken);
        foreach (var item in items.Where(item => session.Loaded<CatalogItem>(CatalogKeys.Item(item.Id)) is null))
        {
            var told = await DescribeAsync(item, cancellationToken);
            await transactions.RunAsync<bool>(
                CatalogKeys.Item(item.Id),
                async (session, token) =>
                {
                    if (await session.GetAsync<CatalogItem>(CatalogKeys.Item(item.Id), token) is not null)
                        return false;
                    session.PutAndTell(CatalogKeys.Item(item.Id), item, told);
                    return true;
                },
                cancellationToken);
        }
    }
}
