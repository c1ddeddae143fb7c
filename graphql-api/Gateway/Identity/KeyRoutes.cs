namespace MusicGraph.Gateway.Identity;

/// <summary>The public keys of access tokens, for those outside who want to check one (RFC 7517).</summary>
internal static class KeyRoutes
{
    public static void MapKeys(this WebApplication app) => app.MapGet("/.well-known/jwks.json", KeysAsync).ExcludeFromDescription();

    private static async Task KeysAsync(HttpContext context, ServiceInvoker services)
    {
        using var response = await services.SendAsync(UserClient.AppId, HttpMethod.Get, ".well-known/jwks.json", null, context.RequestAborted);
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.Headers.CacheControl = response.Headers.CacheControl?.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
