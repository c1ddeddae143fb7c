using System.Text.Json;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Gateway.Limits;

/// <summary>Holds callers to their limits, and ends event streams whose token does.</summary>
internal static class LimitsSetup
{
    private const string EventStream = "text/event-stream";

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(LimitSettings.Read(configuration))
        .AddSingleton<RateLimits>()
        .AddSingleton<PartnerStates>()
        .AddSingleton<OpenConnections>()
        .AddHostedService(provider => provider.GetRequiredService<OpenConnections>())
        .AddSingleton<SubscriptionLimits>();

    /// <summary>After authentication: users and clients are known by their tokens, others by their addresses.</summary>
    public static void UseLimits(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsOfSidecarOrHealth(context.Request.Path))
        {
            await next(context);
            return;
        }

        var services = context.RequestServices;
        if (await services.GetRequiredService<PartnerStates>().IsVoidAsync(context.User, context.RequestAborted))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\", error_description=\"The token was revoked\"";
            await Problem.Unauthenticated("The token was revoked.").ExecuteAsync(context);
            return;
        }

        var caller = Caller.Of(context, context.User);
        if (!services.GetRequiredService<RateLimits>().TryTake(caller, out var retryAfter))
        {
            await RefuseAsync(context, RateLimits.Message(retryAfter), retryAfter);
            return;
        }

        if (context.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase))
            await ServeStreamAsync(context, caller, next);
        else
            await next(context);
    });

    /// <summary>
    /// An event stream ends, without the event that says that it is complete, when its token does: clients come back, with a new one if they
    /// have it.
    /// </summary>
    private static async Task ServeStreamAsync(HttpContext context, Caller caller, RequestDelegate next)
    {
        var connections = context.RequestServices.GetRequiredService<OpenConnections>();
        var limit = caller.LimitOf(context.RequestServices.GetRequiredService<LimitSettings>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (!connections.TryAdd(context, caller, context.User, limit.Connections, _ => End(ended)))
        {
            await RefuseAsync(context, $"There are {limit.Connections} connections open, which is as many as may be.", retryAfter: 5);
            return;
        }

        context.RequestAborted = ended.Token;
        try
        {
            await next(context);
        }
        finally
        {
            connections.Remove(context);
        }
    }

    private static void End(CancellationTokenSource stream)
    {
        try
        {
            _ = stream.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private static Task RefuseAsync(HttpContext context, string message, int retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!context.Request.Path.StartsWithSegments("/graphql"))
            return Problem.RateLimited(message).ExecuteAsync(context);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        return context.Response.WriteAsync(
            $$$"""{"errors":[{"message":"{{{JsonEncodedText.Encode(message)}}}","extensions":{"code":"RATE_LIMITED","retryAfter":{{{retryAfter}}} }}]}""");
    }

    private static bool IsOfSidecarOrHealth(PathString path) =>
        path.StartsWithSegments("/events") || path.StartsWithSegments("/dapr") || path.StartsWithSegments("/healthz") || path.StartsWithSegments("/livez");
}
