using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>
/// Artists, albums and genres, which are made when they are first named. Who names an artist or album first writes it under its name,
/// and from there it is written under its id by all who find it missing: so that it comes into being even if who named it is killed
/// in between.
/// </summary>
internal sealed class NamedItems(Transactions transactions, ItemChanges changes)
{
    // What is missing for longer under its id than this after it was named did not just come late: it was deleted, and is made anew.
    private static readonly TimeSpan TimeToAppear = TimeSpan.FromHours(1);

    /// <summary>The artists of these names, those that are new made now.</summary>
    /// <param name="genre">The kind of music that names them, which becomes one of theirs.</param>
    /// <param name="session">Remembers what was read.</param>
    public async Task<Artist[]> ArtistsAsync(
        StateSession session, IReadOnlyList<string> names, string? genre, Guid addedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await session.LoadAsync(names.Select(CatalogKeys.ArtistName), cancellationToken);
        var known = names.Select(name => session.Loaded<CatalogItem>(CatalogKeys.ArtistName(name))).OfType<CatalogItem>();
        await session.LoadItemsAsync(known.Select(artist => artist.Id), cancellationToken);
        var artists = new List<Artist>(names.Count);
        foreach (var name in names)
        {
            var artist = await ResolveAsync(
                session,
                CatalogKeys.ArtistName(name),
                () => new Artist(Guid.CreateVersion7(now), name, Country: null, now) { AddedBy = addedBy, GenreSlugs = genre is null ? [] : [genre] },
                made => made.AddedAt,
                now,
                cancellationToken);
            artists.Add(artist);
        }

        return [.. artists];
    }

    /// <summary>The album of this title and artist, made now if it is new.</summary>
    /// <param name="make">Makes it, with an id of its own.</param>
    public async Task<Album> AlbumAsync(StateSession session, string title, Guid artist, Func<Album> make, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = CatalogKeys.AlbumName(title, artist);
        await session.LoadAsync([key], cancellationToken);
        if (session.Loaded<CatalogItem>(key) is { } known)
            await session.LoadAsync([CatalogKeys.Item(known.Id), CatalogKeys.AlbumSongs(known.Id).Aggregate], cancellationToken);
        return await ResolveAsync(session, key, make, album => album.AddedAt, now, cancellationToken);
    }

    /// <summary>The genre of a name, made now if it is new.</summary>
    public async Task<GenreRecord> GenreAsync(StateSession session, string name, CancellationToken cancellationToken)
    {
        var slug = GenreSlug.Of(name);
        return await GetOrAddAsync(session, CatalogKeys.Genre(slug), known: null, () => new GenreRecord(slug, name), cancellationToken);
    }

    /// <summary>Gives an item another name, if nobody else has it.</summary>
    /// <param name="key">Where the new name is kept.</param>
    /// <returns>Who has the name.</returns>
    public async Task<Guid> ClaimAsync(string key, CatalogItem item, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        if (await session.GetAsync<CatalogItem>(key, cancellationToken) is { } known)
        {
            await session.LoadItemsAsync([known.Id], cancellationToken);
            if (session.LoadedItem(known.Id) is not null)
                return known.Id;
        }

        return (await GetOrAddAsync(session, key, session.Loaded<CatalogItem>(key), () => item, cancellationToken)).Id;
    }

    /// <summary>Gives a name back, if the item has it.</summary>
    public Task ReleaseAsync(string key, Guid id, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                var has = await session.GetAsync<CatalogItem>(key, token) is { } named && named.Id == id;
                if (has)
                    session.Delete(key);
                return has;
            },
            cancellationToken);

    private async Task<T> ResolveAsync<T>(
        StateSession session, string key, Func<T> make, Func<T, DateTimeOffset> addedAt, DateTimeOffset now, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        var known = session.Loaded<CatalogItem>(key) as T;
        if (known is not null)
        {
            if (session.LoadedItem(known.Id) is T there)
                return there;
            var isComing = session.Loaded<CatalogItem>(CatalogKeys.Item(known.Id)) is null && now - addedAt(known) < TimeToAppear;
            if (isComing)
                return await changes.AddAsync(known, isNew: false, cancellationToken);
        }

        var named = (T)await GetOrAddAsync<CatalogItem>(session, key, known, make, cancellationToken);
        return await changes.AddAsync(named, isNew: false, cancellationToken);
    }

    /// <summary>What a key holds, or what it then does. The key was loaded.</summary>
    /// <param name="known">What it may hold that counts as nothing.</param>
    private async Task<T> GetOrAddAsync<T>(StateSession read, string key, CatalogItem? known, Func<T> make, CancellationToken cancellationToken)
        where T : class
    {
        await read.LoadAsync([key], cancellationToken);
        if (read.Loaded<T>(key) is { } there && !IsKnown(there))
            return there;
        var outcome = await transactions.RunAsync<T>(
            key,
            async (session, token) =>
            {
                if (await session.GetAsync<T>(key, token) is { } other && !IsKnown(other))
                    return other;
                var made = make();
                session.Put(key, made);
                return made;
            },
            cancellationToken);
        return outcome.Value;

        bool IsKnown(T value) => known is not null && value is CatalogItem item && item.Id == known.Id;
    }
}
