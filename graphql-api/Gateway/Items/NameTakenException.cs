namespace MusicGraph.Gateway.Items;

/// <summary>Something else has this name.</summary>
public sealed class NameTakenException(string message) : ServiceProblemException(StatusCodes.Status409Conflict, Problems.NameTaken, message);
