using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists;

internal static class PlaylistsApi
{
    public static void MapPlaylists(this IEndpointRouteBuilder app)
    {
        app.MapPost("/playlists", AddAsync).RequireAuthorization();
        app.MapPatch("/playlists/{id:guid}", EditAsync).RequireAuthorization();
        app.MapDelete("/playlists/{id:guid}", DeleteAsync).RequireAuthorization();
        app.MapGet("/playlists", ListAsync);
        app.MapPost("/playlists/windows", WindowsAsync);
        app.MapPost("/playlists/batch", BatchAsync);
        app.MapEvents(Topics.Playlists, OnEventAsync);
    }

    private static async Task<Results<Created<Playlist>, Problem>> AddAsync(
        NewPlaylist playlist, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken)
    {
        if (PlaylistRules.Check(playlist).Failed(out var problem, out var rightPlaylist))
            return problem;
        var head = await store.AddAsync(rightPlaylist, user.Id, cancellationToken);
        return TypedResults.Created($"/playlists/{head.Id}", head.ToPlaylist());
    }

    private static async Task<Results<Ok<Playlist>, Problem>> EditAsync(
        Guid id, PlaylistEdit edit, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken) =>
        (await store.EditAsync(id, user.Id, edit, cancellationToken)).Failed(out var problem, out var head)
            ? problem
            : TypedResults.Ok(head.ToPlaylist());

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken) =>
        (await store.DeleteAsync(id, user.Id, cancellationToken)).Failed(out var problem, out _)
            ? problem
            : TypedResults.NoContent();

    private static async Task<Results<Ok<Page<Playlist>>, Problem>> ListAsync(
        Guid? owner, [AsParameters] PageRequest page, CurrentUser? user, PlaylistStore store, CancellationToken cancellationToken) =>
        (await store.WindowsAsync([(owner, page)], user?.Id, cancellationToken)).Failed(out var problem, out var pages)
            ? problem
            : TypedResults.Ok(pages[0]);

    private static async Task<Results<Ok<Page<Playlist>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CurrentUser? user, PlaylistStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        var playlists = await store.WindowsAsync(
            [.. windows.Select(window => ((Guid?)window.ParentId, (PageRequest?)window.Page))], user?.Id, cancellationToken);
        return playlists.Failed(out problem, out var pages) ? problem : TypedResults.Ok(pages);
    }

    private static async Task<Results<Ok<Playlist[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, PlaylistStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, user?.Id, cancellationToken));

    private static async Task<Ok> OnEventAsync(PlaylistEvent @event, PlaylistStore store, CancellationToken cancellationToken)
    {
        if (@event is PlaylistChanged change)
            await store.FollowAsync(change, cancellationToken);
        return TypedResults.Ok();
    }
}
