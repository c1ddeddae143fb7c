namespace MusicGraph.Gateway.Follows;

/// <summary>There is no such artist.</summary>
public sealed class ArtistNotFoundException(Guid artistId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no artist with this id.")
{
    /// <summary>The id that was given.</summary>
    [ID<Artist>]
    public Guid ArtistId { get; } = artistId;
}
