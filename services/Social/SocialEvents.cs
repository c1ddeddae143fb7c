using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Comments;
using MusicGraph.Social.Ending;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Likes;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Reports;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social;

/// <summary>What follows from what was written, here and elsewhere: lists, feeds, activity. Each is done again without harm.</summary>
internal static class SocialEvents
{
    public static void MapSocialEvents(this WebApplication app)
    {
        app.MapEvents(Topics.Social, HandleAsync);
        app.MapEvents(Topics.Users, HandleUserAsync);
        app.MapEvents(Topics.Songs, HandleCatalogAsync);
        app.MapEvents(Topics.Playlists, HandlePlaylistAsync);
    }

    private static async Task<Ok> HandleAsync(
        SocialEvent happened,
        RelationEvents relations,
        ShareStore shares,
        CommentStore comments,
        LikeStore likes,
        ReportStore reports,
        FeedWriter feeds,
        Clearing clearing,
        CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case FollowChanged change:
                await relations.HandleAsync(change, cancellationToken);
                break;
            case Blocked change:
                await relations.HandleAsync(change, cancellationToken);
                break;
            case ProfileChanged change:
                await relations.HandleAsync(change, cancellationToken);
                break;
            case Shared shared:
                if (shared.FromFollower == 0)
                    await shares.ListAsync(shared, cancellationToken);
                await feeds.WriteOutAsync(shared, cancellationToken);
                break;
            case ShareDeleted deleted:
                await shares.UnlistAsync(deleted, cancellationToken);
                break;
            case Commented comment:
                await comments.ListAsync(comment, cancellationToken);
                break;
            case Liked like:
                await likes.ListAsync(like, cancellationToken);
                break;
            case Reported reported:
                await reports.ListAsync(reported, cancellationToken);
                break;
            case ReportsResolved resolved:
                await reports.ListAsync(resolved, cancellationToken);
                break;
            case Ended ended:
                await clearing.ClearAsync(ended, cancellationToken);
                break;
        }

        return TypedResults.Ok();
    }

    private static async Task<Ok> HandleUserAsync(UserEvent happened, Clearing clearing, CancellationToken cancellationToken)
    {
        if (happened is UserDeleted deleted)
            await clearing.ClearUserAsync(deleted.UserId, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> HandleCatalogAsync(CatalogItemChanged change, Clearing clearing, CancellationToken cancellationToken)
    {
        if (change is { IsDeleted: true, Item: Artist artist })
            await clearing.ClearArtistAsync(artist.Id, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> HandlePlaylistAsync(PlaylistEvent happened, ActivityWriter activity, CancellationToken cancellationToken)
    {
        await (happened switch
        {
            PlaylistChanged change => activity.WriteAsync(change, cancellationToken),
            PlaylistFollowChanged change => activity.WriteAsync(change, cancellationToken),
            _ => Task.CompletedTask,
        });
        return TypedResults.Ok();
    }
}
