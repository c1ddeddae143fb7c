namespace MusicGraph.Gateway.Backend;

/// <summary>A service refused a request with problem details; the derived classes are the refusals that the schema knows.</summary>
/// <param name="status">The HTTP status that the service answered with.</param>
/// <param name="code">One of <see cref="Problems"/>, or null where the service gave none.</param>
public class ServiceProblemException(int status, string? code, string detail) : Exception(detail)
{
    // Not public, because the public members of an error are its fields in the schema.
    internal int Status { get; } = status;

    internal string? Code { get; } = code;
}
