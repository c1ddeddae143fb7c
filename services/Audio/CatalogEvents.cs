using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Audio.Covers;
using MusicGraph.Audio.Media;
using MusicGraph.Audio.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Audio;

internal static class CatalogEvents
{
    /// <summary>Hears what becomes of the catalog's items: what is deleted there has no bytes here any more.</summary>
    public static void MapCatalogEvents(this IEndpointRouteBuilder app) => app.MapEvents(Topics.Songs, OnChangedAsync);

    private static async Task<Ok> OnChangedAsync(
        CatalogItemChanged changed, SongMarkets markets, Uploads uploads, CancellationToken cancellationToken)
    {
        await markets.FollowAsync(changed, cancellationToken);
        if (!changed.IsDeleted)
            return TypedResults.Ok();
        var id = changed.Item.Id;
        MediaName[] names = changed.Item is Song
            ? [MediaName.AudioOf(id)]
            : [MediaName.CoverOf(id), .. CoverMaker.Sizes.Select(size => MediaName.CoverOf(id, size))];
        foreach (var name in names)
            await uploads.RemoveAsync(name, cancellationToken);
        return TypedResults.Ok();
    }
}
