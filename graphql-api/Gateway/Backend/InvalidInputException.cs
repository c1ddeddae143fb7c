namespace MusicGraph.Gateway.Backend;

/// <summary>The input breaks a rule.</summary>
public sealed class InvalidInputException(string? field, string message)
    : ServiceProblemException(StatusCodes.Status400BadRequest, Problems.Invalid, message)
{
    /// <summary>Which input; null where it is none in particular.</summary>
    public string? Field { get; } = field;
}
