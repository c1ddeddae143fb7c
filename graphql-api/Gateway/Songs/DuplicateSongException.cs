namespace MusicGraph.Gateway.Songs;

/// <summary>The catalog has a song with this content already.</summary>
public sealed class DuplicateSongException(Guid songId, string message)
    : ServiceProblemException(StatusCodes.Status409Conflict, Problems.DuplicateSong, message)
{
    /// <summary>The song that is there.</summary>
    [ID<Song>]
    public Guid SongId { get; } = songId;
}
