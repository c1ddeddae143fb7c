namespace MusicGraph.Gateway.Playlists;

/// <summary>The playlist has no such item.</summary>
public sealed class PlaylistItemNotFoundException(Guid itemId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "This item is not in the playlist.")
{
    /// <summary>The id that was given.</summary>
    [ID<PlaylistItem>]
    public Guid ItemId { get; } = itemId;
}
