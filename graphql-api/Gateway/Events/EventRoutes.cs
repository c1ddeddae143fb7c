using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Gateway.Events;

/// <summary>What the sidecar calls: it asks for the subscriptions and hands over the events of their topics.</summary>
internal static class EventRoutes
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<LiveStreams>()
        .AddHostedService(provider => provider.GetRequiredService<LiveStreams>())
        .AddSingleton<ResumableEvents>();

    /// <summary>A stream's subscribers may be at any replica of the gateway, so each replica hears of every entry.</summary>
    public static void MapEvents(this WebApplication app)
    {
        app.MapSubscribeHandler().ForSidecarOnly();
        var events = app.MapGroup("/events").ExcludeFromDescription();
        events.MapPost("/streams", OnAppendedAsync).WithTopic(Components.Broadcast, Topics.Streams).ForSidecarOnly();
        events.MapPost("/users", OnUserEventAsync).WithTopic(Components.Broadcast, Topics.Users).ForSidecarOnly();
    }

    private static async Task<Results<Ok, NotFound>> OnAppendedAsync(HttpRequest request, LiveStreams streams, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, BackendJson.Default.StreamAppended, cancellationToken) is not { } appended)
            return TypedResults.NotFound();
        streams.Receive(appended);
        return TypedResults.Ok();
    }

    /// <summary>Whose session ended is refused here at once, and by the services when their token expires.</summary>
    private static async Task<Results<Ok, NotFound>> OnUserEventAsync(HttpRequest request, RevokedTokens revoked, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, BackendJson.Default.UserEvent, cancellationToken) is not { } happened)
            return TypedResults.NotFound();
        revoked.Take(happened);
        return TypedResults.Ok();
    }

    /// <summary>
    /// Null for what is no such event. It is answered with 404, which makes the sidecar drop it instead of sending it again and again.
    /// </summary>
    private static async Task<T?> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken);
        }
        catch (JsonException e)
        {
            var logger = request.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EventRoutes));
            logger.LogWarning(e, "An event on {Path} is dropped because it is no {Event}", request.Path, typeof(T).Name);
            return null;
        }
    }
}
