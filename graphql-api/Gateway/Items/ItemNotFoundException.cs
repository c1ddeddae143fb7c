namespace MusicGraph.Gateway.Items;

/// <summary>There is no such song, album, artist, show or episode.</summary>
public sealed class ItemNotFoundException(string message) : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, message);
