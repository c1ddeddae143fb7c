namespace MusicGraph.Gateway.Shares;

/// <summary>There is no such share, or it is not yours, or you may not see it.</summary>
public sealed class ShareNotFoundException(Guid shareId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no share with this id that you may do this with.")
{
    /// <summary>The id that was given.</summary>
    [ID<Share>]
    public Guid ShareId { get; } = shareId;
}
