using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Upkeep;

/// <summary>Tells those who look at a playlist right now that its items changed.</summary>
internal interface IItemsTeller
{
    /// <summary>Notes what is to be told; of several changes of one playlist the latest.</summary>
    void Tell(PlaylistItemsChanged change);
}
