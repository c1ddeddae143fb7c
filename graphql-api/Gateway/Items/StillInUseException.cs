namespace MusicGraph.Gateway.Items;

/// <summary>Something else still needs it.</summary>
public sealed class StillInUseException(string message) : ServiceProblemException(StatusCodes.Status409Conflict, Problems.StillInUse, message);
