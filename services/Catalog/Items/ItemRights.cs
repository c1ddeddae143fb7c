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
        var artists = item switch
        {
            Song song => song.Credits?.Where(credit => credit.Role == CreditRole.Main).Select(credit => credit.ArtistId) ?? song.ArtistIds,
            Album album => album.ArtistIds,
            Artist artist => [artist.Id],
            _ => Enumerable.Empty<Guid>(),
        };
        return user.IsAdmin || OwnerOf(item) == user.Id || artists.Any(user.SpeaksFor)
            ? null
            : Problem.Forbidden("Only who added it, its artist or an admin may change it.");
    }

    /// <summary>Who added it; null where that is not known.</summary>
    public static Guid? OwnerOf(CatalogItem item) => item switch
    {
        Song song => song.AddedBy,
        Album album => album.AddedBy,
        Artist artist => artist.AddedBy,
        Show show => show.AddedBy,
        Episode episode => episode.AddedBy,
        _ => null,
    };
}
