using System.Text.Json;
using MusicGraph.Contracts;
using MusicGraph.Search.Documents;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Search.Feeding;

/// <summary>Hears what happens to what can be found, many events at a time.</summary>
internal static class EventsApi
{
    public static void MapIndexEvents(this IEndpointRouteBuilder app)
    {
        app.Map<CatalogItemChanged>(Topics.Songs, Changes);
        app.Map<PlaylistEvent>(Topics.Playlists, Changes);
        app.Map<UserEvent>(Topics.Users, Changes);
    }

    private static void Map<TEvent>(
        this IEndpointRouteBuilder app, string topic, Func<TEvent, IEnumerable<DocumentChange>> changesOf)
        where TEvent : class =>
        app.MapBulkEvents(topic, (BulkSubscribeMessage<BulkMessageModel<JsonElement>> events, IndexFeed feed, CancellationToken cancellationToken) =>
            HandleAsync(events, changesOf, feed, cancellationToken));

    /// <summary>What is no event that is known here is dropped; all others are done when they are found.</summary>
    private static async Task<BulkSubscribeAppResponse> HandleAsync<TEvent>(
        BulkSubscribeMessage<BulkMessageModel<JsonElement>> events,
        Func<TEvent, IEnumerable<DocumentChange>> changesOf,
        IndexFeed feed,
        CancellationToken cancellationToken)
        where TEvent : class
    {
        var changes = new List<DocumentChange>();
        var statuses = new List<BulkSubscribeAppResponseEntry>();
        foreach (var entry in events.Entries)
        {
            var known = Read<TEvent>(entry.Event?.Data);
            if (known is not null)
                changes.AddRange(changesOf(known));
            statuses.Add(new BulkSubscribeAppResponseEntry(
                entry.EntryId, known is null ? BulkSubscribeAppResponseStatus.DROP : BulkSubscribeAppResponseStatus.SUCCESS));
        }

        await feed.WriteAsync(changes, cancellationToken);
        return new BulkSubscribeAppResponse(statuses);
    }

    private static TEvent? Read<TEvent>(JsonElement? data)
        where TEvent : class
    {
        try
        {
            return data?.Deserialize<TEvent>(ServiceJson.Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static IEnumerable<DocumentChange> Changes(CatalogItemChanged told) =>
        [DocumentsOf.Item(told.Item, told.ArtistNames, told.AlbumTitle, told.GenreName, told.ShowTitle)];

    private static IEnumerable<DocumentChange> Changes(PlaylistEvent told) => told is PlaylistChanged changed
        ? [DocumentsOf.Playlist(changed.Playlist, changed.FollowerCount, changed.IsDeleted, changed.Revision)]
        : [];

    private static IEnumerable<DocumentChange> Changes(UserEvent told) => told switch
    {
        UserChanged changed => [DocumentsOf.User(changed.User, changed.Revision)],
        UserDeleted deleted => [DocumentChange.Remove(deleted.UserId, deleted.Revision)],
        _ => [],
    };
}
