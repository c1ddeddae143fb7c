using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Items;

/// <summary>Who may change an item: an admin, who added it, and who speaks for an artist whose it is.</summary>
internal static class ItemRights
{
    /// <summary>Null when the user may change it.</summary>
    public static Problem? Check(CatalogItem item, CurrentUser user)
    {
        var (addedBy, artists) = item switch
        {
            Song song => (song.AddedBy, song.Credits?.Where(credit => credit.Role == CreditRole.Main).Select(credit => credit.ArtistId) ?? song.ArtistIds),
            Album album => (album.AddedBy, album.ArtistIds),
            Artist artist => (artist.AddedBy ?? default, [artist.Id]),
            Show show => (show.AddedBy, []),
            Episode episode => (episode.AddedBy, []),
            _ => (default(Guid), Enumerable.Empty<Guid>()),
        };
        return user.IsAdmin || addedBy == user.Id || artists.Any(user.SpeaksFor)
            ? null
            : Problem.Forbidden("Only who added it, its artist or an admin may change it.");
    }
}
