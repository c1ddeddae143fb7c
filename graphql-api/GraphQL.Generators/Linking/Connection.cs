using MusicGraph.GraphQL.Generators.Models;
using MusicGraph.GraphQL.Generators.Parsing;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>How the types of a connection are named.</summary>
internal static class Connection
{
    /// <summary>Without the ending: <c>Songs</c> of <c>SongsConnection</c> and <c>SongsEdge</c>.</summary>
    public static string Name(MethodModel method) => method.Paging!.ConnectionName ?? Names.Pascal(method.Name);
}
