using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists.Items;

internal static class ItemsApi
{
    public static void MapItems(this IEndpointRouteBuilder app)
    {
        var items = app.MapGroup("/playlists/{id:guid}/items").RequireAuthorization();
        items.MapPost("", AddAsync);
        items.MapPut("", ReplaceAsync);
        items.MapPost("/remove", RemoveAsync);
        items.MapPost("/move", MoveAsync);
        items.MapPost("/reorder", ReorderAsync);
        app.MapPost("/playlists/items/batch", WindowsAsync);
    }

    private static async Task<Results<Ok<Playlist>, Problem>> AddAsync(
        Guid id, ItemsToAdd add, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.AddAsync(id, user.Id, add, cancellationToken), user);

    private static async Task<Results<Ok<Playlist>, Problem>> ReplaceAsync(
        Guid id, ItemsReplacement replacement, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.ReplaceAsync(id, user.Id, replacement, cancellationToken), user);

    private static async Task<Results<Ok<Playlist>, Problem>> RemoveAsync(
        Guid id, ItemsToRemove remove, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.RemoveAsync(id, user.Id, remove, cancellationToken), user);

    private static async Task<Results<Ok<Playlist>, Problem>> MoveAsync(
        Guid id, ItemMove move, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.MoveAsync(id, user.Id, move, cancellationToken), user);

    private static async Task<Results<Ok<Playlist>, Problem>> ReorderAsync(
        Guid id, ItemsReorder reorder, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.ReorderAsync(id, user.Id, reorder, cancellationToken), user);

    private static async Task<Results<Ok<Page<PlaylistItem>?[]>, Problem>> WindowsAsync(
        ItemsBatchRequest request, CurrentUser? user, PlaylistReader reader, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await reader.ItemsAsync(windows, user?.Id, cancellationToken)).ToOk();
    }

    private static Results<Ok<Playlist>, Problem> ToResult(Outcome<PlaylistHead> outcome, CurrentUser user) =>
        outcome.Failed(out var problem, out var head) ? problem : TypedResults.Ok(head.ToPlaylist(user.Id));
}
