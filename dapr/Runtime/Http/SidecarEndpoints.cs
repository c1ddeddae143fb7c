using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Health, metadata, metrics and shutdown.</summary>
internal sealed class SidecarEndpoints(SidecarState state)
{
    private static readonly string s_version =
        (typeof(SidecarEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0") + "-embedded";

    /// <remarks>https://docs.dapr.io/reference/api/health_api/.</remarks>
    /// <returns>Null where there is no such path.</returns>
    public Task? ServeHealth(HttpContext context, string tail)
    {
        if (tail is not ("" or "outbound"))
            return null;
        if (tail.Length == 0 && !state.IsReady)
            throw new ApiException(StatusCodes.Status500InternalServerError, "ERR_HEALTH_NOT_READY", "dapr is not ready");
        if (tail.Length == 0 && context.Request.Query.TryGetValue("appid", out var appId) && appId != state.AppId)
            throw new ApiException(StatusCodes.Status500InternalServerError, "ERR_HEALTH_APPID_NOT_MATCH", "dapr app-id does not match");

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <remarks>https://docs.dapr.io/reference/api/metadata_api/.</remarks>
    /// <returns>Null where there is no such path and method.</returns>
    public Task? ServeMetadata(HttpContext context, string tail)
        => (context.Request.Method, tail) switch
        {
            ("GET", "") => ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer => SidecarMetadata.Write(writer, state, s_version)),
            ("PUT", { Length: > 0 }) => SetAttributeAsync(context, Uri.UnescapeDataString(tail)),
            _ => null,
        };

    public Task MetricsAsync(HttpContext context)
        => !state.Configuration.Metrics
            ? throw new ApiException(StatusCodes.Status404NotFound, "ERR_NOT_FOUND", "metrics are switched off by the configuration")
            : ApiResponse.WriteTextAsync(context.Response, StatusCodes.Status200OK, "text/plain; version=0.0.4; charset=utf-8", state.Metrics.Render());

    /// <remarks>https://docs.dapr.io/reference/api/shutdown_api/.</remarks>
    public Task ShutdownAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        state.RequestShutdown();
        return Task.CompletedTask;
    }

    private async Task SetAttributeAsync(HttpContext context, string name)
    {
        using var reader = new StreamReader(context.Request.Body);
        state.Attributes[name] = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
