using System.Text;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Service invocation: which app and which method a request is for.</summary>
/// <remarks>https://docs.dapr.io/reference/api/service_invocation_api/.</remarks>
internal sealed class InvokeEndpoint(Invoker invoker)
{
    public const string AppIdHeader = "dapr-app-id";

    private const string Method = "/method/";
    private const string Basic = "Basic ";

    /// <param name="target">The raw target with its query.</param>
    /// <param name="tail">Its path behind <c>invoke/</c>.</param>
    public Task InvokeAsync(HttpContext context, string target, string tail)
    {
        if (FindAppId(context.Request.Headers) is not null)
            return InvokeByHeaderAsync(context, target);

        var method = tail.IndexOf(Method, StringComparison.Ordinal);
        if (method <= 0)
            throw Invoker.NoAppId();

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = tail[(method + Method.Length - 1)..];
        return invoker.InvokeAsync(context, Uri.UnescapeDataString(tail[..method]), path, query < 0 ? "" : target[query..]);
    }

    /// <summary>The app that a header names, or the password of Basic authentication whose user is <c>dapr-app-id</c>; null for none.</summary>
    private static string? FindAppId(IHeaderDictionary headers)
    {
        if (headers[AppIdHeader].ToString() is { Length: > 0 } named)
            return named;
        var credentials = headers.Authorization.ToString();
        if (!credentials.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;

        var base64 = credentials[Basic.Length..].Trim();
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':') is [var user, { Length: > 0 } password]
            && user.Equals(AppIdHeader, StringComparison.OrdinalIgnoreCase)
                ? password
                : null;
    }

    /// <summary>Invokes the method that the path is, of the app that a header names.</summary>
    public Task InvokeByHeaderAsync(HttpContext context, string target)
    {
        var appId = FindAppId(context.Request.Headers) ?? throw Invoker.NoAppId();

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? invoker.InvokeAsync(context, appId, target, "")
            : invoker.InvokeAsync(context, appId, target[..query], target[query..]);
    }
}
