using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Artists;

/// <summary>Who is like an artist: first who made songs with them, then who makes the same kinds of music.</summary>
internal sealed class RelatedArtists(Transactions transactions)
{
    private const int Most = 20;

    // The latest songs say enough; a list may have thousands.
    private const int SongsLookedAt = 100;
    private const int ArtistsPerGenre = 50;

    /// <summary>Those of each artist, those that fit best first, at most 20: one call for each of five reads, however many artists there are.</summary>
    public async Task<RelatedTo[]> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadItemsAsync(ids, cancellationToken);
        Artist[] artists = [.. ids.Select(session.LoadedItem).OfType<Artist>()];
        var songs = await WindowsAsync(session, artists.Select(artist => CatalogKeys.ArtistSongs(artist.Id)), SongsLookedAt, cancellationToken);
        string[] slugs = [.. artists.SelectMany(artist => artist.GenreSlugs).Distinct()];
        var alike = slugs.Zip(await WindowsAsync(session, slugs.Select(CatalogKeys.GenreArtists), ArtistsPerGenre, cancellationToken)).ToDictionary();
        await session.LoadItemsAsync([.. songs.SelectMany(list => list), .. alike.Values.SelectMany(list => list)], cancellationToken);

        Guid[][] related = [.. artists.Zip(songs, (artist, list) => RelatedOf(session, artist, list, alike))];
        await session.LoadItemsAsync(related.SelectMany(list => list), cancellationToken);
        return [.. artists.Zip(related, (artist, list) => new RelatedTo(artist.Id, [.. list.Select(session.LoadedItem).OfType<Artist>().Take(Most)]))];
    }

    private static Guid[] RelatedOf(StateSession session, Artist artist, Guid[] songs, Dictionary<string, Guid[]> alike)
    {
        var together = songs
            .Select(session.LoadedItem)
            .OfType<Song>()
            .SelectMany(song => song.ArtistIds.Union(song.Credits?.Select(credit => credit.ArtistId) ?? []))
            .GroupBy(id => id)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key);
        var sameGenres = artist.GenreSlugs
            .SelectMany(slug => alike[slug])
            .GroupBy(id => id)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => session.LoadedItem(group.Key)?.Popularity)
            .Select(group => group.Key);
        // A few more than are asked for: some may be gone.
        return [.. together.Union(sameGenres).Where(id => id != artist.Id).Take(2 * Most)];
    }

    private static async Task<Guid[][]> WindowsAsync(
        StateSession session, IEnumerable<PagedLog<Guid>> lists, int first, CancellationToken cancellationToken)
    {
        var pages = await PagedLog<Guid>.WindowsAsync(
            session, [.. lists.Select(list => (list, (PageRequest?)new PageRequest(first)))], newestFirst: true, cancellationToken);
        return [.. pages.Value.Select(page => page.Items.Select(item => item.Value).ToArray())];
    }
}
