namespace MusicGraph.GraphQL.Language;

/// <summary>Thrown for a source that is no GraphQL document, or one beyond the parser's limits.</summary>
/// <param name="message">What is wrong, without the prefix <c>Syntax Error:</c>.</param>
/// <param name="offset">The byte of the source where it is wrong.</param>
public sealed class GraphQLSyntaxException(string message, int offset, SourceLocation location) : Exception($"Syntax Error: {message}")
{
    public int Offset { get; } = offset;
    public SourceLocation Location { get; } = location;

    public GraphQLError ToError() => new(Message, [Location]);
}
