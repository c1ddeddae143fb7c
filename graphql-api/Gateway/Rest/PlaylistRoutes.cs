using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Gateway.Identity;
using MusicGraph.Gateway.Media;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Gateway.Rest;

internal static class PlaylistRoutes
{
    public static void MapPlaylists(this RouteGroupBuilder rest)
    {
        var playlists = rest.MapGroup("").WithTags("Playlists");
        playlists.MapGet("/playlists", ListAsync).WithName("listPlaylists")
            .WithSummary("Lists public playlists, newest first, or those of one owner.");
        playlists.MapGet("/playlist/{**id}", GetAsync).WithName("getPlaylist")
            .WithSummary("Gives a playlist with a window of its items.").ProducesProblem(StatusCodes.Status404NotFound);

        var own = playlists.MapGroup("").RequireAuthorization()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        own.MapPost("/playlists", CreateAsync).WithName("createPlaylist").WithSummary("Makes an empty playlist.");
        own.MapPost("/v1/playlist", CreateAsync).WithName("createPlaylistV1").WithSummary("Makes an empty playlist.");
        own.MapPut("/v1/playlist/{**id}", ReplaceAsync).WithName("replacePlaylist").WithSummary("Renames, describes, publishes or hides a playlist.")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        own.MapDelete("/v1/playlist/{**id}", DeleteAsync).WithName("deletePlaylist").WithSummary("Deletes a playlist with its items.")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ListResource<PlaylistResource>>, Problem>> ListAsync(
        PlaylistClient playlists, CancellationToken cancellationToken, string? owner = null, int? first = null, string? after = null)
    {
        Guid? ownerId = null;
        if (owner is not null)
        {
            if (!GlobalId.TryParse(nameof(User), owner, out var id))
                return Problem.Invalid("owner", "This is no id of a user.");
            ownerId = id;
        }

        var page = await playlists.GetPlaylistsAsync(ownerId, new PageRequest(first, after), cancellationToken);
        return TypedResults.Ok(ListResource<PlaylistResource>.Of(page, PlaylistResource.Of));
    }

    private static async Task<Results<Ok<PlaylistWithItemsResource>, Problem>> GetAsync(
        string? id,
        PlaylistClient playlists,
        CatalogClient catalog,
        AudioClient audio,
        CancellationToken cancellationToken,
        int? first = null,
        string? after = null)
    {
        if (!GlobalId.TryParse(nameof(Playlist), id, out var key) || await playlists.GetByIdsAsync([key], cancellationToken) is not [var playlist])
            return NoPlaylist();
        var window = new ItemsWindow(key, new PageRequest(first, after));
        if (await playlists.GetItemsAsync([window], cancellationToken) is not [{ } page])
            return NoPlaylist();

        var songs = await FindAsync<Song>(catalog, page.Items.Select(item => item.Value.SongId), cancellationToken);
        var urls = songs.Count == 0
            ? []
            : (await audio.GetBySongIdsAsync([.. songs.Keys], cancellationToken)).ToDictionary(file => file.SongId, MediaRoutes.AudioUrl);
        var artists = await FindAsync<Artist>(catalog, songs.Values.SelectMany(song => song.ArtistIds), cancellationToken);
        return TypedResults.Ok(new PlaylistWithItemsResource(
            PlaylistResource.Of(playlist), ListResource<PlaylistItemResource>.Of(page, ToResource)));

        PlaylistItemResource ToResource(PlaylistItem item)
        {
            var song = songs.GetValueOrDefault(item.SongId);
            return new PlaylistItemResource(
                GlobalId.Format(nameof(PlaylistItem), item.Id),
                GlobalId.Format(nameof(Song), item.SongId),
                song?.Title,
                [.. song?.ArtistIds.Select(artists.GetValueOrDefault).OfType<Artist>().Select(artist => artist.Name) ?? []],
                urls.GetValueOrDefault(item.SongId),
                item.AddedAt);
        }
    }

    private static async Task<Created<PlaylistResource>> CreateAsync(
        NewPlaylist playlist, PlaylistClient playlists, CancellationToken cancellationToken)
    {
        var created = await playlists.CreateAsync(playlist, cancellationToken);
        return TypedResults.Created("/playlist/" + GlobalId.FormatForUrl(nameof(Playlist), created.Id), PlaylistResource.Of(created));
    }

    private static async Task<Results<Ok<PlaylistResource>, Problem>> ReplaceAsync(
        string? id, PlaylistReplacement playlist, PlaylistClient playlists, CancellationToken cancellationToken)
    {
        if (!GlobalId.TryParse(nameof(Playlist), id, out var key))
            return NoPlaylist();
        var edit = new PlaylistEdit(playlist.Name, playlist.Description ?? "", playlist.Visibility);
        return TypedResults.Ok(PlaylistResource.Of(await playlists.EditAsync(key, edit, cancellationToken)));
    }

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        string? id, PlaylistClient playlists, CancellationToken cancellationToken)
    {
        if (!GlobalId.TryParse(nameof(Playlist), id, out var key))
            return NoPlaylist();
        await playlists.DeleteAsync(key, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Dictionary<Guid, T>> FindAsync<T>(CatalogClient catalog, IEnumerable<Guid> ids, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        Guid[] distinct = [.. ids.Distinct()];
        return distinct.Length == 0 ? [] : (await catalog.GetItemsAsync(distinct, cancellationToken)).OfType<T>().ToDictionary(item => item.Id);
    }

    private static Problem NoPlaylist() => Problem.NotFound("There is no playlist with this id that you may see.");
}
