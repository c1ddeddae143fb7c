using Microsoft.AspNetCore.Http;

namespace MusicGraph.GraphQL.AspNetCore.Ide;

/// <summary>
/// Shows a browser the IDE at the endpoint's path with a slash at its end, since the IDE's own files are found relative to that.
/// </summary>
/// <param name="files">Serves the IDE's static files; null where there are none.</param>
internal sealed class IdeEndpoint(string indexPath, RequestDelegate? files)
{
    private const string ConfigFile = "bcp-config.json";

    /// <summary>The IDE asks the address that it was loaded from, and tells nobody else.</summary>
    private const string Config = """{"useBrowserUrlAsEndpoint":true,"disableTelemetry":true}""";

    public static bool IsBrowser(HttpRequest request)
    {
        foreach (var value in request.Headers.Accept)
        {
            if (value is not null && value.Contains("text/html", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Answers a browser at the endpoint itself.</summary>
    public Task GetAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value is { } path && !path.EndsWith('/'))
        {
            context.Response.Redirect($"{request.PathBase}{request.Path}/{request.QueryString}");
            return Task.CompletedTask;
        }

        if (files is null) return WriteAsync(context, "text/html; charset=utf-8", MissingIdePage.Html, MissingIdePage.ContentSecurityPolicy);
        request.Path = indexPath;
        return ServeFileAsync(context, files);
    }

    /// <summary>Answers a path below the endpoint.</summary>
    public Task GetFileAsync(HttpContext context)
    {
        if (context.Request.RouteValues["file"] is ConfigFile) return WriteAsync(context, "application/json; charset=utf-8", Config, null);
        if (files is not null) return ServeFileAsync(context, files);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task ServeFileAsync(HttpContext context, RequestDelegate files)
    {
        // The file middleware leaves requests alone that routing has found an endpoint for.
        context.SetEndpoint(null);
        return files(context);
    }

    private static Task WriteAsync(HttpContext context, string contentType, string content, string? policy)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (policy is not null) context.Response.Headers.ContentSecurityPolicy = policy;
        return context.Response.WriteAsync(content, context.RequestAborted);
    }
}
