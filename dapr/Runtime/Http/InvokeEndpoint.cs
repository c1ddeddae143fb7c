using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Service invocation: which app and which method a request is for.</summary>
/// <remarks>https://docs.dapr.io/reference/api/service_invocation_api/.</remarks>
internal sealed class InvokeEndpoint(Invoker invoker)
{
    public const string AppIdHeader = "dapr-app-id";

    private const string Method = "/method/";

    /// <param name="target">The raw target with its query.</param>
    /// <param name="tail">Its path behind <c>invoke/</c>.</param>
    public Task InvokeAsync(HttpContext context, string target, string tail)
    {
        if (context.Request.Headers.ContainsKey(AppIdHeader))
            return InvokeByHeaderAsync(context, target);

        var method = tail.IndexOf(Method, StringComparison.Ordinal);
        if (method <= 0)
            throw Invoker.NoAppId();

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = tail[(method + Method.Length - 1)..];
        return invoker.InvokeAsync(context, Uri.UnescapeDataString(tail[..method]), path, query < 0 ? "" : target[query..]);
    }

    /// <summary>Invokes the method that the path is, of the app that the header names.</summary>
    public Task InvokeByHeaderAsync(HttpContext context, string target)
    {
        var appId = context.Request.Headers[AppIdHeader].ToString();
        if (appId.Length == 0)
            throw Invoker.NoAppId();

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? invoker.InvokeAsync(context, appId, target, "")
            : invoker.InvokeAsync(context, appId, target[..query], target[query..]);
    }
}
