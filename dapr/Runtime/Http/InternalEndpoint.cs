using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>What the sidecars of other processes ask of this one: to invoke its app.</summary>
/// <remarks>
/// It listens only where name resolution beyond the process is configured, on loopback, and like daprd without mTLS it believes the caller's name.
/// </remarks>
internal sealed class InternalEndpoint(SidecarState state, AppChannel app)
{
    /// <param name="target">The method's path and query, as they came over the wire.</param>
    public async Task InvokeAsync(HttpContext context, string target)
    {
        var caller = CallerIdentity.Read(context.Request.Headers);
        var callee = context.Request.Headers["dapr-callee-app-id"].ToString();
        if (callee != state.AppId)
            throw Invoker.Failed(callee, $"this is the sidecar of app {state.AppId}");

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        if (!app.Allows(caller, context.Request.Method, path))
            throw Invoker.Denied(callee, caller.AppId, context.Request.Method, path);

        app.CountReceived(caller.AppId);
        HttpResponseMessage response;
        try
        {
            using var request = Forwarding.CreateRequest(context, app, caller.AppId, target, body: null, traceParent: null);
            response = await app.SendAsync(request, path, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            throw Invoker.Failed(callee, error.Message, error);
        }

        using (response)
            await Forwarding.CopyResponseAsync(context, response).ConfigureAwait(false);
    }
}
