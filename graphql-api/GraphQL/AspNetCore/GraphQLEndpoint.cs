using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.AspNetCore.EventStreams;
using MusicGraph.GraphQL.AspNetCore.Ide;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Finds the transport that a request means.</summary>
internal sealed class GraphQLEndpoint(
    GraphQLHttpEndpoint http,
    SharedEventStreamEndpoint shared,
    SchemaEndpoint schema,
    IdeEndpoint ide,
    RequestDelegate sockets,
    GraphQLServerOptions options)
{
    private const string Allowed = "GET, POST, PUT, DELETE";

    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method))
        {
            return SharedEventStreamEndpoint.FindToken(request) is { } token
                ? shared.StartAsync(context, token)
                : http.PostAsync(context, AcceptedFormats.Parse(request.Headers.Accept));
        }

        if (IsWebSocket(request)) return sockets(context);
        if (HttpMethods.IsGet(request.Method)) return GetAsync(context);
        if (HttpMethods.IsPut(request.Method)) return shared.ReserveAsync(context);
        if (HttpMethods.IsDelete(request.Method)) return shared.CompleteAsync(context, SharedEventStreamEndpoint.FindToken(request));
        return NotAllowedAsync(context, Allowed);
    }

    public static bool IsWebSocket(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count > 0) || HttpMethods.IsConnect(request.Method);

    private static Task NotAllowedAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return ErrorResponse.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "The method is not allowed.");
    }

    private Task GetAsync(HttpContext context)
    {
        var request = context.Request;
        if (options.EnableSchemaRequests && request.QueryString.HasValue && request.Query.ContainsKey("sdl")) return schema.GetAsync(context);
        if (options.Tool.Enable && !AddressParameters.HasOperation(request) && IdeEndpoint.IsBrowser(request)) return ide.GetAsync(context);

        var accepted = AcceptedFormats.Parse(request.Headers.Accept);
        if (SharedEventStreamEndpoint.FindToken(request) is { } token)
            return accepted.Preferred == ResponseFormat.EventStream ? shared.OpenAsync(context, token) : shared.StartAsync(context, token);
        return options.EnableGetRequests ? http.GetAsync(context, accepted) : NotAllowedAsync(context, HttpMethods.Post);
    }
}
