namespace MusicGraph.Gateway.Songs;

/// <summary>There is no such song.</summary>
public sealed class SongNotFoundException(Guid songId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no song with this id.")
{
    /// <summary>The id that was given.</summary>
    [ID<Song>]
    public Guid SongId { get; } = songId;
}
