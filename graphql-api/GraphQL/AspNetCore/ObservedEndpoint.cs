using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.Instrumentation;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Tells of the requests that reach an endpoint, where there is somebody to tell.</summary>
internal static class ObservedEndpoint
{
    public static RequestDelegate Observe(this RequestDelegate endpoint, IEnumerable<ServerDiagnosticEventListener> listeners)
    {
        ServerDiagnosticEventListener[] told = [.. listeners];
        return told.Length == 0 ? endpoint : context => HandleAsync(endpoint, told, context);
    }

    private static async Task HandleAsync(RequestDelegate endpoint, ServerDiagnosticEventListener[] listeners, HttpContext context)
    {
        using var scope = GraphQLEndpoint.IsWebSocket(context.Request)
            ? Scopes.Begin(listeners, context, static (listener, request) => listener.WebSocketSession(request))
            : Scopes.Begin(listeners, context, static (listener, request) => listener.ExecuteHttpRequest(request));
        await endpoint(context);
    }
}
