namespace Microsoft.Extensions.Hosting;

/// <summary>The command line of a GraphQL server.</summary>
public static class GraphQLCommandExtensions
{
    /// <summary>
    /// Runs the app, or, for <c>schema export [--output FILE]</c>, writes its schema (to the console without a file) and ends.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunWithGraphQLCommandsAsync(this IHost host, string[] args) => throw new NotImplementedException();
}
