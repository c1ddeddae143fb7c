using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Invokes methods for a sidecar's app.</summary>
/// <remarks>
/// Statuses below 200 and from 400 on count as failures for policies, as in dapr's <c>pkg/api/http/directmessaging.go</c>. A policy's timeout is
/// for the beginning of the answer, so that it does not cut a long one off; daprd's is for all of it.
/// </remarks>
internal sealed class Invoker(SidecarState state, InvocationTargets targets)
{
    private const string ErrorCode = "ERR_DIRECT_INVOKE";
    private const int MaxRetries = 3;

    private static readonly TimeSpan s_retryPause = TimeSpan.FromSeconds(1);

    /// <param name="path">The method with its escapes.</param>
    /// <param name="query">With its question mark, or empty.</param>
    public async Task InvokeAsync(HttpContext context, string appId, string path, string query)
    {
        HttpResponseMessage response;
        try
        {
            var target = await FindAsync(context, appId, path).ConfigureAwait(false);
            state.Metrics.InvocationSent(appId);
            target.CountReceived(state.AppId);
            response = state.Components.Policies.ForApp(appId, path) is { } policy
                ? await SendAsync(context, target, path, query, policy).ConfigureAwait(false)
                : target is RemoteSidecar
                    ? await SendToRemoteAsync(context, target, appId, path, query).ConfigureAwait(false)
                    : await SendAsync(context, target, path, query, body: null, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or ResilienceException
            || (error is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            throw Failed(appId, error.Message, error);
        }

        using (response)
            await Forwarding.CopyResponseAsync(context, response).ConfigureAwait(false);
    }

    public static ApiException Failed(string appId, string reason, Exception? cause = null)
        => new(StatusCodes.Status500InternalServerError, ErrorCode, $"failed to invoke, id: {appId}, err: {reason}", cause);

    public static ApiException Denied(string appId, string callerAppId, string verb, string path)
        => new(
            StatusCodes.Status403Forbidden,
            ErrorCode,
            $"failed to invoke, id: {appId}, err: access control policy has denied access to appid: {callerAppId} operation: {path} verb: {verb}");

    public static ApiException NoAppId()
        => new(StatusCodes.Status404NotFound, ErrorCode, "failed getting app id either from the URL path or the header dapr-app-id");

    /// <exception cref="ApiException">There is none, or the app may not.</exception>
    private async ValueTask<IInvocationTarget> FindAsync(HttpContext context, string appId, string path)
    {
        var target = await targets.FindAsync(appId, context.RequestAborted).ConfigureAwait(false)
            ?? throw Failed(appId, $"couldn't find service: {appId}");
        return target.Allows(state.Identity, context.Request.Method, path) ? target : throw Denied(appId, state.AppId, context.Request.Method, path);
    }

    /// <summary>Tries again where no connection could be made, as dapr's DaprBuiltInServiceRetries; meanwhile the sidecar may be elsewhere.</summary>
    private async Task<HttpResponseMessage> SendToRemoteAsync(HttpContext context, IInvocationTarget target, string appId, string path, string query)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await SendAsync(context, target, path, query, body: null, context.RequestAborted).ConfigureAwait(false);
            }
            catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError && retries < MaxRetries)
            {
                await Task.Delay(s_retryPause, state.Time, context.RequestAborted).ConfigureAwait(false);
                target = await FindAsync(context, appId, path).ConfigureAwait(false);
            }
        }
    }

    private static int? Failure(HttpResponseMessage response) => (int)response.StatusCode is >= 200 and <= 399 ? null : (int)response.StatusCode;

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, IInvocationTarget target, string path, string query, Policy policy)
    {
        // What is sent again has to be kept; a body without a length is streamed and sent once, as in daprd.
        var hasBody = Forwarding.HasBody(context);
        if (!policy.Retries || (hasBody && !(context.Request.ContentLength <= state.Options.MaxBodySize)))
        {
            return await policy.Once.ExecuteAsync(
                token => SendAsync(context, target, path, query, body: null, token), Failure, context.RequestAborted).ConfigureAwait(false);
        }

        if (!hasBody)
        {
            return await policy.ExecuteAsync(
                token => SendAsync(context, target, path, query, body: null, token), Failure, context.RequestAborted).ConfigureAwait(false);
        }

        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        return await policy.ExecuteAsync(
            token => SendAsync(context, target, path, query, body.Memory, token), Failure, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpContext context, IInvocationTarget target, string path, string query, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        var traceParent = TraceContext.Parent(context.Request, state.Configuration.SamplingRate);
        using var request = Forwarding.CreateRequest(context, target, state.AppId, path + query, body, traceParent);
        if (target.AppId is { } callee && callee != state.AppId)
            ForwardedHeaders.Add(request);
        return await target.SendAsync(request, path, cancellationToken).ConfigureAwait(false);
    }
}
