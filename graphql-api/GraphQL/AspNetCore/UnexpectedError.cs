namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>What a client is told of an error whose cause is nobody's business but the server's.</summary>
internal static class UnexpectedError
{
    public static readonly IReadOnlyList<GraphQLError> List = [new GraphQLError("Unexpected Execution Error", Code: "INTERNAL_SERVER_ERROR")];
}
