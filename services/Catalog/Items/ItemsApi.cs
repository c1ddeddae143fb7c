using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Items;

/// <summary>Items of all kinds together.</summary>
internal static class ItemsApi
{
    public static void MapItems(this IEndpointRouteBuilder app)
    {
        app.MapPost("/items/batch", BatchAsync);
        app.MapGet("/items/{id:guid}/may-change", MayChangeAsync).RequireAuthorization();
        app.MapEvents(Topics.Songs, OnChangedAsync);
        app.MapEvents(Topics.Users, OnUserAsync);
    }

    private static async Task<Results<Ok<IReadOnlyList<CatalogItem>>, Problem>> BatchAsync(
        BatchRequest request, CatalogStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, cancellationToken));

    /// <summary>What other services ask that keep something of an item, such as its audio.</summary>
    private static async Task<Results<NoContent, Problem>> MayChangeAsync(
        Guid id, CurrentUser user, CatalogStore store, CancellationToken cancellationToken) =>
        await store.MayChangeAsync(id, user, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Ok> OnChangedAsync(
        CatalogItemChanged changed, ItemLists lists, ItemConsequences consequences, CancellationToken cancellationToken)
    {
        await lists.FollowAsync(changed, isNew: false, cancellationToken);
        await consequences.FollowAsync(changed, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<Ok> OnUserAsync(UserEvent happened, ItemConsequences consequences, CancellationToken cancellationToken)
    {
        if (happened is UserDeleted deleted)
            await consequences.FollowAsync(deleted, cancellationToken);
        return TypedResults.Ok();
    }
}
