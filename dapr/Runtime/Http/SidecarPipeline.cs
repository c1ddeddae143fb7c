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
    private const string Version = "/v1.0/";
    private const string AlphaVersion = "/v1.0-alpha1/";
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
            await ApiResponse.WriteErrorAsync(context.Response, error.Status, error.ErrorCode, error.Message).ConfigureAwait(false);
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
                await ApiResponse.WriteErrorAsync(context.Response, StatusCodes.Status500InternalServerError, "ERR_INTERNAL", "internal error").ConfigureAwait(false);
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

        if (path.StartsWith(Version, StringComparison.Ordinal))
        {
            var rest = path.AsSpan(Version.Length);
            var slash = rest.IndexOf('/');
            var tail = slash < 0 ? "" : rest[(slash + 1)..].ToString();
            switch (slash < 0 ? rest : rest[..slash])
            {
                case "invoke":
                    return _invoke.InvokeAsync(context, target, tail);
                case "state":
                    return _state.InvokeAsync(context, tail);
                case "publish" when tail.StartsWith("bulk/", StringComparison.Ordinal):
                    return _bulkPublish.InvokeAsync(context, tail["bulk/".Length..]);
                case "publish":
                    return _publish.InvokeAsync(context, tail);
                case "bindings":
                    return _bindings.InvokeAsync(context, tail);
                case "secrets":
                    return _secrets.InvokeAsync(context, tail);
                case "configuration":
                    return _configuration.InvokeAsync(context, tail);
                case "healthz":
                    return _sidecar.HealthAsync(context, tail);
                case "metadata":
                    return _sidecar.MetadataAsync(context, tail);
                case "shutdown":
                    return _sidecar.ShutdownAsync(context);
            }
        }

        if (path.StartsWith(AlphaVersion, StringComparison.Ordinal) && RouteAlpha(context, path[AlphaVersion.Length..]) is { } answering)
            return answering;

        // Any other path is a method of the app that a header names.
        return isMetrics
            ? _sidecar.MetricsAsync(context)
            : _invoke.InvokeByHeaderAsync(context, target);
    }

    /// <summary>Null where there is no such API.</summary>
    private Task? RouteAlpha(HttpContext context, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var tail = slash < 0 ? "" : path[(slash + 1)..];
        return (slash < 0 ? path : path[..slash]) switch
        {
            "configuration" => _configuration.InvokeAsync(context, tail),
            "publish" when tail.StartsWith(Bulk, StringComparison.Ordinal) => _bulkPublish.InvokeAsync(context, tail[Bulk.Length..]),
            "lock" => _locks.LockAsync(context, tail),
            "unlock" => _locks.UnlockAsync(context, tail),
            _ => null,
        };
    }

    private bool HasToken(HttpRequest request)
        => request.Headers.TryGetValue("dapr-api-token", out var given)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.ToString()), _token);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailed(ILogger logger, Exception error, string method, string path);
}
