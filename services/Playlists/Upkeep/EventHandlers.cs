using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.Playlists.Follows;
using MusicGraph.Playlists.Items;
using MusicGraph.Playlists.Likes;
using MusicGraph.Playlists.Sharing;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Upkeep;

/// <summary>What follows when playlists, songs or users change: nothing is left that points at what is gone.</summary>
internal static class EventHandlers
{
    public static void MapEventHandlers(this IEndpointRouteBuilder app)
    {
        app.MapEvents(Topics.Playlists, OnPlaylistAsync);
        app.MapEvents(Topics.Songs, OnCatalogAsync);
        app.MapEvents(Topics.Users, OnUserAsync);
    }

    private static async Task<Ok> OnPlaylistAsync(
        PlaylistEvent @event, PlaylistLists lists, FollowStore follows, CancellationToken cancellationToken)
    {
        switch (@event)
        {
            case PlaylistChanged change:
                await lists.FollowAsync(change, cancellationToken);
                if (change.IsDeleted)
                    await follows.OnDeletedAsync(change.Playlist.Id, cancellationToken);
                break;
            case PlaylistFollowChanged change:
                await follows.OnChangedAsync(change, cancellationToken);
                break;
        }

        return TypedResults.Ok();
    }

    private static async Task<Ok> OnCatalogAsync(CatalogItemChanged change, GoneSongs gone, CancellationToken cancellationToken)
    {
        if (change is { IsDeleted: true, Item: Song or Episode })
            await gone.AddAsync(change.Item.Id, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> OnUserAsync(
        UserEvent @event,
        PlaylistStore playlists,
        Collaborations collaborations,
        FollowStore follows,
        LikeStore likes,
        Transactions transactions,
        CancellationToken cancellationToken)
    {
        if (@event is not UserDeleted { UserId: var user })
            return TypedResults.Ok();
        await collaborations.OnUserDeletedAsync(user, cancellationToken);
        await follows.OnUserDeletedAsync(user, cancellationToken);
        await likes.OnUserDeletedAsync(user, cancellationToken);
        var next = 0L;
        while (true)
        {
            (var own, next) = await PlaylistKeys.OfOwner(user).ReadFromAsync(transactions.Read(), next, cancellationToken, pages: 1);
            if (own.Count == 0)
                return TypedResults.Ok();
            foreach (var playlist in own)
                await playlists.DeleteAsync(playlist, cancellationToken);
        }
    }
}
