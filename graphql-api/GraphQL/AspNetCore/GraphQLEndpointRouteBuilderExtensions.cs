using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a GraphQL server into an app's routes.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Answers GraphQL over HTTP, Server-Sent Events and WebSockets at <paramref name="path"/>, the schema at <c>?sdl</c>, and shows a
    /// browser the IDE.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path = "/graphql") =>
        throw new NotImplementedException();
}
