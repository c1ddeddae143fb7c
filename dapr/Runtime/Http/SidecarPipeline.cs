using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.State.Outbox;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Dapr's HTTP API of one sidecar: who may, what is asked for, how errors are told.</summary>
/// <remarks>https://docs.dapr.io/reference/api/.</remarks>
internal sealed partial class SidecarPipeline(
    SidecarState state, Outboxes outboxes, AppChannel app, InvocationTargets targets, ConfigurationSubscriptions configuration, ILogger logger)
{
    private const string Version = "v1.0";
    private const string AlphaVersion = "v1.0-alpha1";
    private const string Bulk = "bulk/";

    private readonly byte[]? _token = state.Options.ApiToken is { } token ? Encoding.UTF8.GetBytes(token) : null;
    private readonly StateEndpoints _state = new(state, outboxes);
    private readonly PublishEndpoint _publish = new(state);
    private readonly BulkPublishEndpoint _bulkPublish = new(state);
    private readonly BindingEndpoint _bindings = new(state);
    private readonly SecretEndpoint _secrets = new(state);
    private readonly ConfigurationEndpoint _configuration = new(state, configuration);
    private readonly LockEndpoint _locks = new(state);
    private readonly InvokeEndpoint _invoke = new(new Invoker(state, targets));
    private readonly InternalEndpoint _internal = new(state, app);
    private readonly SidecarEndpoints _sidecar = new(state);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (ApiException error) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await ApiResponse.WriteErrorAsync(context.Response, error).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The app has gone; there is nobody to answer.
            context.Abort();
        }
        catch (Exception error) when (error is not ApiException)
        {
            LogFailed(logger, error, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
            {
                context.Abort();
            }
            else
            {
                context.Response.Clear();
                await ApiResponse.WriteErrorAsync(
                    context.Response, new ApiException(StatusCodes.Status500InternalServerError, "ERR_INTERNAL", "internal error")).ConfigureAwait(false);
            }
        }

        state.Metrics.ServerRequest(context.Request.Method, context.Response.StatusCode);
    }

    private Task RouteAsync(HttpContext context)
    {
        // The target as it came over the wire: what is escaped in it stays escaped on its way to an app.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
            target = Uri.TryCreate(target, UriKind.Absolute, out var absolute) ? absolute.PathAndQuery : "/";
        if (state.InternalPort > 0 && context.Connection.LocalPort == state.InternalPort)
            return _internal.InvokeAsync(context, target);

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];

        // Metrics are for who operates the sidecar, not for its app: daprd serves them on a port of their own, which asks for no token.
        var isMetrics = path == "/metrics" && !context.Request.Headers.ContainsKey(InvokeEndpoint.AppIdHeader);
        if (_token is not null && !isMetrics && !path.StartsWith("/v1.0/healthz", StringComparison.Ordinal) && !HasToken(context.Request))
            return ApiResponse.WriteTextAsync(context.Response, StatusCodes.Status401Unauthorized, "text/plain", "invalid api token");

        if (Serve(context, target, path) is { } serving)
            return serving;
        if (isMetrics)
            return _sidecar.MetricsAsync(context);

        // As in daprd's router, whatever is no API, or no method of one, is a method of the app that a header names.
        return state.Configuration.Apis.Allows(Version, "invoke")
            ? _invoke.InvokeByHeaderAsync(context, target)
            : ApiResponse.WriteTextAsync(context.Response, StatusCodes.Status404NotFound, "text/plain", "404 page not found");
    }

    /// <summary>Null where there is no such API, or the app may not use it.</summary>
    private Task? Serve(HttpContext context, string target, string path)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = path.AsSpan().Split(parts, '/');
        if (count < 3)
            return null;

        var version = path.AsSpan()[parts[1]];
        var api = path.AsSpan()[parts[2]];
        var tail = count == 4 ? path[parts[3]] : "";
        if (version is not (Version or AlphaVersion) || (api is not "healthz" && !state.Configuration.Apis.Allows(version, api)))
            return null;

        return version is AlphaVersion ? ServeAlpha(context, api, tail) : ServeStable(context, target, api, tail);
    }

    private Task? ServeStable(HttpContext context, string target, ReadOnlySpan<char> api, string tail)
    {
        var method = context.Request.Method;
        var isWrite = HttpMethods.IsPost(method) || HttpMethods.IsPut(method);
        return api switch
        {
            "invoke" => _invoke.InvokeAsync(context, target, tail),
            "state" => _state.Serve(context, tail),
            "publish" when isWrite && tail.StartsWith(Bulk, StringComparison.Ordinal) => _bulkPublish.InvokeAsync(context, tail[Bulk.Length..]),
            "publish" when isWrite => _publish.InvokeAsync(context, tail),
            "bindings" when isWrite => _bindings.InvokeAsync(context, tail),
            "secrets" when HttpMethods.IsGet(method) => _secrets.Serve(context, tail),
            "configuration" when HttpMethods.IsGet(method) => _configuration.Serve(context, tail),
            "healthz" when HttpMethods.IsGet(method) => _sidecar.ServeHealth(context, tail),
            "metadata" => _sidecar.ServeMetadata(context, tail),
            "shutdown" when HttpMethods.IsPost(method) => _sidecar.ShutdownAsync(context),
            _ => null,
        };
    }

    private Task? ServeAlpha(HttpContext context, ReadOnlySpan<char> api, string tail)
    {
        var method = context.Request.Method;
        var isWrite = HttpMethods.IsPost(method) || HttpMethods.IsPut(method);
        return api switch
        {
            "configuration" when HttpMethods.IsGet(method) => _configuration.Serve(context, tail),
            "publish" when isWrite && tail.StartsWith(Bulk, StringComparison.Ordinal) => _bulkPublish.InvokeAsync(context, tail[Bulk.Length..]),
            "lock" when HttpMethods.IsPost(method) => _locks.LockAsync(context, tail),
            "unlock" when HttpMethods.IsPost(method) => _locks.UnlockAsync(context, tail),
            _ => null,
        };
    }

    private bool HasToken(HttpRequest request)
        => request.Headers.TryGetValue("dapr-api-token", out var given)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.ToString()), _token);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailed(ILogger logger, Exception error, string method, string path);
}
