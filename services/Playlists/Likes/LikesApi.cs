using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists.Likes;

internal static class LikesApi
{
    public static void MapLikes(this IEndpointRouteBuilder app)
    {
        var likes = app.MapGroup("/likes").RequireAuthorization();
        likes.MapGet("", GetAsync);
        likes.MapPost("", LikeAsync);
        likes.MapPost("/remove", UnlikeAsync);
        likes.MapPost("/batch", BatchAsync);
    }

    private static async Task<Ok<Playlist>> GetAsync(CurrentUser user, LikeStore likes, CancellationToken cancellationToken) =>
        TypedResults.Ok(await likes.PlaylistAsync(user.Id, cancellationToken));

    private static async Task<Results<NoContent, Problem>> LikeAsync(
        SongLikes songs, CurrentUser user, LikeStore likes, CancellationToken cancellationToken) =>
        await likes.LikeAsync(user.Id, songs, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<NoContent, Problem>> UnlikeAsync(
        SongLikes songs, CurrentUser user, LikeStore likes, CancellationToken cancellationToken) =>
        await likes.UnlikeAsync(user.Id, songs, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<Guid[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser user, LikeStore likes, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await likes.FindAsync(user.Id, ids, cancellationToken));
}
