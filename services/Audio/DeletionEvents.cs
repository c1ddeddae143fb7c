using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Audio.Covers;
using MusicGraph.Audio.Media;
using MusicGraph.Audio.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Audio;

/// <summary>Hears what becomes of the catalog's items and of playlists: what is deleted there has no bytes here any more.</summary>
internal static class DeletionEvents
{
    public static void MapDeletionEvents(this IEndpointRouteBuilder app)
    {
        app.MapEvents(Topics.Songs, OnItemAsync);
        app.MapEvents(Topics.Playlists, OnPlaylistAsync);
    }

    private static async Task<Ok> OnItemAsync(CatalogItemChanged changed, SongMarkets markets, Uploads uploads, CancellationToken cancellationToken)
    {
        await markets.FollowAsync(changed, cancellationToken);
        if (changed is { IsDeleted: true, Item: Song song })
            await uploads.RemoveAsync(MediaName.AudioOf(song.Id), cancellationToken);
        else if (changed.IsDeleted)
            await RemoveCoversAsync(changed.Item.Id, uploads, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> OnPlaylistAsync(PlaylistEvent happened, Uploads uploads, CancellationToken cancellationToken)
    {
        if (happened is PlaylistChanged { IsDeleted: true } deleted)
            await RemoveCoversAsync(deleted.Playlist.Id, uploads, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task RemoveCoversAsync(Guid id, Uploads uploads, CancellationToken cancellationToken)
    {
        foreach (var name in CoverMaker.Sizes.Select(size => MediaName.CoverOf(id, size)).Prepend(MediaName.CoverOf(id)))
            await uploads.RemoveAsync(name, cancellationToken);
    }
}
