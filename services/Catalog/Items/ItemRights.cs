using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Items;

/// <summary>
/// Who may change an item: an admin, who added it, and the artist, as a user with that role, whose it is. An artist that is somebody's is
/// changed by nobody else; an episode goes with its show.
/// </summary>
internal static class ItemRights
{
    /// <summary>Null when the user may change it.</summary>
    public static async Task<Problem?> CheckAsync(StateSession session, CatalogItem item, CurrentUser user, CancellationToken cancellationToken)
    {
        if (user.IsAdmin)
            return null;
        var (addedBy, artists) = item switch
        {
            Song song => (song.AddedBy, song.ArtistIds),
            Album album => (album.AddedBy, album.ArtistIds),
            Artist { OwnerId: null, AddedBy: { } by } => (by, []),
            Artist artist => (default, [artist.Id]),
            Show show => (show.AddedBy, []),
            Episode episode => (episode.AddedBy, []),
            _ => (default(Guid), Array.Empty<Guid>()),
        };
        if (addedBy == user.Id)
            return null;
        if (artists.Count > 0 && user.Roles.Contains(Roles.Artist))
        {
            await session.LoadItemsAsync(artists, cancellationToken);
            if (artists.Any(id => (session.LoadedItem(id) as Artist)?.OwnerId == user.Id))
                return null;
        }

        return Problem.Forbidden("Only who added it, its artist or an admin may change it.");
    }
}
