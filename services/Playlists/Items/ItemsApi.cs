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
        items.MapPost("/remove", RemoveAsync);
        items.MapPost("/move", MoveAsync);
        app.MapPost("/playlists/items/batch", WindowsAsync);
    }

    private static async Task<Results<Ok<Playlist>, Problem>> AddAsync(
        Guid id, ItemsToAdd add, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.AddAsync(id, user.Id, add, cancellationToken));

    private static async Task<Results<Ok<Playlist>, Problem>> RemoveAsync(
        Guid id, ItemsToRemove remove, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.RemoveAsync(id, user.Id, remove, cancellationToken));

    private static async Task<Results<Ok<Playlist>, Problem>> MoveAsync(
        Guid id, ItemMove move, CurrentUser user, ItemChanges changes, CancellationToken cancellationToken) =>
        ToResult(await changes.MoveAsync(id, user.Id, move, cancellationToken));

    private static async Task<Results<Ok<Page<PlaylistItem>?[]>, Problem>> WindowsAsync(
        ItemsBatchRequest request, CurrentUser? user, PlaylistStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await store.ItemsAsync(windows, user?.Id, cancellationToken)).Failed(out problem, out var pages)
            ? problem
            : TypedResults.Ok(pages);
    }

    private static Results<Ok<Playlist>, Problem> ToResult(Outcome<PlaylistHead> outcome) =>
        outcome.Failed(out var problem, out var head) ? problem : TypedResults.Ok(head.ToPlaylist());
}
