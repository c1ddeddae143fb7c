using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Likes;

internal static class LikesApi
{
    public static void MapLikes(this IEndpointRouteBuilder app)
    {
        app.MapPut("/shares/{id:guid}/like", (Guid id, CurrentUser user, LikeStore store, CancellationToken token) =>
            SetAsync(id, likes: true, user, store, token)).RequireAuthorization();
        app.MapDelete("/shares/{id:guid}/like", (Guid id, CurrentUser user, LikeStore store, CancellationToken token) =>
            SetAsync(id, likes: false, user, store, token)).RequireAuthorization();
        app.MapPost("/shares/reactions/batch", BatchAsync);
        app.MapPost("/likes/windows", WindowsAsync);
    }

    private static async Task<Results<NoContent, Problem>> SetAsync(
        Guid id, bool likes, CurrentUser user, LikeStore store, CancellationToken cancellationToken) =>
        await store.SetAsync(id, likes, user, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<ShareReactions[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, LikeStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, user, cancellationToken));

    private static async Task<Results<Ok<Page<Guid>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CurrentUser? user, LikeStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await store.WindowsAsync(windows, user, cancellationToken)).ToOk();
    }
}
