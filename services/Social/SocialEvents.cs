using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Social.Follows;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social;

/// <summary>What follows from what was written: the lists, and that those are told whom it is for. Each is done again without harm.</summary>
internal static class SocialEvents
{
    public static void MapSocialEvents(this WebApplication app) => app.MapEvents(Topics.Social, HandleAsync);

    private static async Task<Ok> HandleAsync(
        SocialEvent happened, FollowStore follows, ShareStore shares, ShareDelivery delivery, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case FollowChanged change:
                await follows.ListAsync(change, cancellationToken);
                break;
            case Shared shared:
                await shares.ListAsync(shared, cancellationToken);
                await delivery.DeliverAsync(shared, cancellationToken);
                break;
        }

        return TypedResults.Ok();
    }
}
