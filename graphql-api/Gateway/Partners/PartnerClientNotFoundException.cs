namespace MusicGraph.Gateway.Partners;

/// <summary>There is no such client of yours.</summary>
public sealed class PartnerClientNotFoundException(string clientId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no such client of yours.")
{
    /// <summary>The id that was given.</summary>
    public string ClientId { get; } = clientId;
}
