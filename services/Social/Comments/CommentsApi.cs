using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Comments;

internal static class CommentsApi
{
    public static void MapComments(this IEndpointRouteBuilder app)
    {
        app.MapPost("/shares/{id:guid}/comments", AddAsync).RequireAuthorization();
        app.MapDelete("/comments/{id:guid}", DeleteAsync).RequireAuthorization();
        app.MapPost("/comments/batch", BatchAsync);
        app.MapPost("/comments/windows", WindowsAsync);
    }

    private static async Task<Results<Created<Comment>, Problem>> AddAsync(
        Guid id, NewComment comment, CurrentUser user, CommentStore store, CancellationToken cancellationToken) =>
        (await store.AddAsync(id, comment, user, cancellationToken)).Failed(out var problem, out var made)
            ? problem
            : TypedResults.Created((string?)null, made);

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, CommentStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(id, user.IsAdmin ? null : user.Id, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<Comment[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, CommentStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, user, cancellationToken));

    private static async Task<Results<Ok<Page<Comment>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CurrentUser? user, CommentStore store, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await store.WindowsAsync(windows, user, cancellationToken)).ToOk();
    }
}
