using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace Microsoft.Extensions.Hosting;

/// <summary>The command line of a GraphQL server.</summary>
public static class GraphQLCommandExtensions
{
    private const string Usage = "usage: schema export [--output FILE]";

    /// <summary>
    /// Runs the app, or, for <c>schema export [--output FILE]</c>, writes its schema (to the console without a file) and ends.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunWithGraphQLCommandsAsync(this IHost host, string[] args)
    {
        if (args is not ["schema", .. var rest])
        {
            await host.RunAsync();
            return 0;
        }

        switch (rest)
        {
            case ["export"] or ["print"]:
                await Console.Out.WriteAsync(Sdl(host));
                return 0;
            case ["export", "--output" or "-o", { Length: > 0 } file]:
                await File.WriteAllTextAsync(file, Sdl(host));
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static string Sdl(IHost host) => SchemaPrinter.Print(host.Services.GetRequiredService<RequestExecutor>().Schema);
}
