using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;

namespace MusicGraph.Playlists;

internal static class PlaylistsApi
{
    public static void MapPlaylists(this IEndpointRouteBuilder app)
    {
        app.MapPost("/playlists", AddAsync).RequireAuthorization();
        app.MapPatch("/playlists/{id:guid}", EditAsync).RequireAuthorization();
        app.MapDelete("/playlists/{id:guid}", DeleteAsync).RequireAuthorization();
        app.MapGet("/playlists/{id:guid}/may-change", MayChangeAsync).RequireAuthorization();
        app.MapPost("/playlists/history/batch", HistoryAsync).RequireAuthorization();
        app.MapGet("/playlists", ListAsync);
        app.MapGet("/playlists/followed", FollowedAsync).RequireAuthorization();
        app.MapGet("/playlists/shared", SharedAsync).RequireAuthorization();
        app.MapPost("/playlists/windows", WindowsAsync);
        app.MapPost("/playlists/batch", BatchAsync);
    }

    private static async Task<Results<Created<Playlist>, Problem>> AddAsync(
        NewPlaylist playlist, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken)
    {
        if (PlaylistRules.Check(playlist).Failed(out var problem, out var rightPlaylist))
            return problem;
        var head = await store.AddAsync(rightPlaylist, user.Id, cancellationToken);
        return TypedResults.Created($"/playlists/{head.Id}", head.ToPlaylist(user.Id));
    }

    private static async Task<Results<Ok<Playlist>, Problem>> EditAsync(
        Guid id, PlaylistEdit edit, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken) =>
        (await store.EditAsync(id, user.Id, edit, cancellationToken)).Failed(out var problem, out var head)
            ? problem
            : TypedResults.Ok(head.ToPlaylist(user.Id));

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken) =>
        (await store.DeleteAsync(id, user, cancellationToken)).Failed(out var problem, out _)
            ? problem
            : TypedResults.NoContent();

    /// <summary>What other services ask that keep something of a playlist, such as its picture: the owner and editors may change it.</summary>
    private static async Task<Results<NoContent, Problem>> MayChangeAsync(
        Guid id, CurrentUser user, PlaylistStore store, CancellationToken cancellationToken) =>
        await store.MayChangeAsync(id, user.Id, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<Page<PlaylistHistoryEntry>?[]>, Problem>> HistoryAsync(
        ItemsBatchRequest request, CurrentUser user, PlaylistReader reader, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await reader.HistoryAsync(windows, user.Id, cancellationToken)).ToOk();
    }

    private static async Task<Results<Ok<Page<Playlist>>, Problem>> ListAsync(
        Guid? owner,
        [AsParameters] PageRequest page,
        CurrentUser? user,
        PlaylistReader reader,
        OwnerPrivacy privacy,
        CancellationToken cancellationToken) =>
        owner is { } id && (await privacy.HiddenAsync([id], user?.Id, cancellationToken)).Count > 0
            ? TypedResults.Ok(new Page<Playlist>([], false, false, 0))
            : await WindowAsync(PlaylistReader.ListOf(owner, user?.Id), page, user?.Id, reader, cancellationToken);

    private static Task<Results<Ok<Page<Playlist>>, Problem>> FollowedAsync(
        [AsParameters] PageRequest page, CurrentUser user, PlaylistReader reader, CancellationToken cancellationToken) =>
        WindowAsync(PlaylistKeys.FollowedBy(user.Id), page, user.Id, reader, cancellationToken);

    private static Task<Results<Ok<Page<Playlist>>, Problem>> SharedAsync(
        [AsParameters] PageRequest page, CurrentUser user, PlaylistReader reader, CancellationToken cancellationToken) =>
        WindowAsync(PlaylistKeys.SharedWith(user.Id), page, user.Id, reader, cancellationToken);

    private static async Task<Results<Ok<Page<Playlist>>, Problem>> WindowAsync(
        PagedLog<Guid> list, PageRequest page, Guid? user, PlaylistReader reader, CancellationToken cancellationToken) =>
        (await reader.WindowsAsync([(list, page)], user, cancellationToken)).Failed(out var problem, out var pages)
            ? problem
            : TypedResults.Ok(pages[0]);

    private static async Task<Results<Ok<Page<Playlist>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CurrentUser? user, PlaylistReader reader, OwnerPrivacy privacy, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        var hidden = await privacy.HiddenAsync(windows.Select(window => window.ParentId), user?.Id, cancellationToken);
        var playlists = await reader.WindowsAsync(
            [.. windows.Select(window => (PlaylistReader.ListOf(window.ParentId, user?.Id), (PageRequest?)window.Page))],
            user?.Id,
            cancellationToken);
        return playlists.Failed(out problem, out var pages)
            ? problem
            : TypedResults.Ok(pages.Zip(windows, (found, window) =>
                hidden.Contains(window.ParentId) ? new Page<Playlist>([], false, false, 0) : found).ToArray());
    }

    private static async Task<Results<Ok<Playlist[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, PlaylistReader reader, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await reader.FindAsync(ids, user?.Id, cancellationToken));
}
