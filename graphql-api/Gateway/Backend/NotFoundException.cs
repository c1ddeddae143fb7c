namespace MusicGraph.Gateway.Backend;

/// <summary>The service knows nothing of this id; a client of the service says what it would have been.</summary>
/// <param name="field">The input that names the id; null for the resource itself.</param>
internal sealed class NotFoundException(string? field, Guid? id, string message)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, message)
{
    public string? Field { get; } = field;

    public Guid? Id { get; } = id;
}
