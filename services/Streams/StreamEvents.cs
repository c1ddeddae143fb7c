using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Streams;

/// <summary>
/// Puts the events of other services into their streams and tells the gateways. An event that comes again is told again with the place that it
/// has: it may have been appended and not told, if this was killed in between.
/// </summary>
internal static class StreamEvents
{
    public static void MapStreamEvents(this WebApplication app)
    {
        app.MapEvents(Topics.Social, OnSocialAsync);
        app.MapEvents(Topics.Songs, OnCatalogItemAsync);
        app.MapEvents(Topics.Playlists, OnPlaylistAsync);
        app.MapEvents(Topics.PlaylistItems, OnPlaylistItemsAsync);
    }

    private static async Task<Ok> OnSocialAsync(SocialEvent happened, StreamLog log, DaprClient dapr, CancellationToken cancellationToken)
    {
        if (happened is FollowChanged or Blocked or Shared { FromFollower: 0 })
            await AppendAsync(StreamNames.Social, happened.EventId, happened, begins: true, log, dapr, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> OnCatalogItemAsync(
        CatalogItemChanged change, StreamLog log, DaprClient dapr, CancellationToken cancellationToken)
    {
        if (change is { IsAdded: true, Item: Song or Album or Episode })
            await AppendAsync(StreamNames.Releases, change.EventId, change, begins: true, log, dapr, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> OnPlaylistAsync(PlaylistEvent happened, StreamLog log, DaprClient dapr, CancellationToken cancellationToken)
    {
        if (happened is PlaylistChanged change)
            await AppendAsync(change.EventId, new PlaylistUpdate(change.Playlist, change.IsDeleted), log, dapr, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> OnPlaylistItemsAsync(
        PlaylistItemsChanged change, StreamLog log, DaprClient dapr, CancellationToken cancellationToken)
    {
        var update = new PlaylistUpdate(change.Playlist, IsDeleted: false, change.Kind, change.ChangedBy);
        await AppendAsync(change.EventId, update, log, dapr, cancellationToken);
        return TypedResults.Ok();
    }

    private static Task AppendAsync(Guid eventId, PlaylistUpdate update, StreamLog log, DaprClient dapr, CancellationToken cancellationToken) =>
        AppendAsync(StreamNames.Playlist(update.Playlist.Id), eventId, update, begins: false, log, dapr, cancellationToken);

    private static async Task AppendAsync<TEvent>(
        string stream, Guid eventId, TEvent happened, bool begins, StreamLog log, DaprClient dapr, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToElement(happened, ServiceJson.Options);
        if (await log.AppendAsync(stream, eventId, json, begins, cancellationToken) is { } entry)
            await dapr.PublishEventAsync(Components.PubSub, Topics.Streams, new StreamAppended(stream, [entry]), cancellationToken);
    }
}
