namespace MusicGraph.GraphQL;

/// <summary>An error of a request or of a field (specification, section 7.1.2).</summary>
/// <param name="Message">What went wrong, for the developer of the client.</param>
/// <param name="Path">Response keys (<see cref="string"/>) and list indices (<see cref="int"/>) down to the field, or null.</param>
/// <param name="Code">A stable name in <c>extensions.code</c>, or null.</param>
public sealed record GraphQLError(
    string Message,
    IReadOnlyList<SourceLocation>? Locations = null,
    IReadOnlyList<object>? Path = null,
    string? Code = null,
    IReadOnlyDictionary<string, object?>? Extensions = null);

/// <summary>A place in a document; the first character stands in line 1, column 1.</summary>
public readonly record struct SourceLocation(int Line, int Column);

/// <summary>Thrown by a resolver to report errors to the client as they are, unmasked.</summary>
public sealed class GraphQLException(params IReadOnlyList<GraphQLError> errors) : Exception(errors.Count > 0 ? errors[0].Message : null)
{
    public GraphQLException(string message) : this(new GraphQLError(message)) { }

    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
