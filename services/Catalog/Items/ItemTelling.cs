using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Items;

/// <summary>Writes items so that their change is told in the same transaction.</summary>
internal static class ItemTelling
{
    // Longer than a broker tries to deliver what was told before.
    private static readonly TimeSpan DeletionIsRemembered = TimeSpan.FromDays(7);

    /// <summary>The item that is there and was not deleted; null where there is none. It was loaded.</summary>
    public static CatalogItem? LoadedItem(this StateSession session, Guid id) =>
        session.Loaded<CatalogItem>(CatalogKeys.Item(id)) is { DeletedAt: null } item ? item : null;

    /// <summary>Reads the items of these ids in one call.</summary>
    public static Task LoadItemsAsync(this StateSession session, IEnumerable<Guid> ids, CancellationToken cancellationToken) =>
        session.LoadAsync(ids.Select(CatalogKeys.Item), cancellationToken);

    /// <summary>Sets an item at commit and tells of it. Its key must have been loaded.</summary>
    /// <param name="former">What it was before; null for one that is new.</param>
    public static async Task<CatalogItemChanged> PutItemAsync(
        this StateSession session, CatalogItem item, CatalogItem? former, CancellationToken cancellationToken)
    {
        var changed = await session.DescribeAsync(item, former, cancellationToken);
        session.PutAndTell(CatalogKeys.Item(item.Id), item, changed, item.DeletedAt is null ? null : DeletionIsRemembered);
        return changed;
    }

    private static async Task<CatalogItemChanged> DescribeAsync(
        this StateSession session, CatalogItem item, CatalogItem? former, CancellationToken cancellationToken)
    {
        var (artists, parent, slug) = item switch
        {
            Song song => (song.ArtistIds, song.AlbumId, song.GenreSlug),
            Album album => (album.ArtistIds, null, album.GenreSlug),
            Episode episode => ([], episode.ShowId, null),
            _ => ([], default(Guid?), default(string)),
        };
        var keys = artists.Select(CatalogKeys.Item);
        if (parent is { } id)
            keys = keys.Append(CatalogKeys.Item(id));
        if (slug is not null)
            keys = keys.Append(CatalogKeys.Genre(slug));
        await session.LoadAsync(keys, cancellationToken);
        var above = parent is { } parentId ? session.LoadedItem(parentId) : null;
        return new CatalogItemChanged(
            EventIds.Of(item.Id, item.Version),
            item,
            [.. artists.Select(artist => (session.LoadedItem(artist) as Artist)?.Name ?? "")],
            (above as Album)?.Title,
            slug is null ? null : session.Loaded<GenreRecord>(CatalogKeys.Genre(slug))?.Name,
            (above as Show)?.Title)
        {
            Former = former,
        };
    }
}
