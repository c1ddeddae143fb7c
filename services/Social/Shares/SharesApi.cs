using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Shares;

internal static class SharesApi
{
    public static void MapShares(this IEndpointRouteBuilder app)
    {
        app.MapPost("/shares", ShareAsync).RequireAuthorization();
        app.MapPatch("/shares/{id:guid}", EditAsync).RequireAuthorization();
        app.MapDelete("/shares/{id:guid}", DeleteAsync).RequireAuthorization();
        app.MapPost("/shares/batch", BatchAsync);
        app.MapPost("/shares/windows", WindowsAsync);
    }

    private static async Task<Results<Created<Share>, Problem>> ShareAsync(
        NewShare share, CurrentUser user, ShareService shares, CancellationToken cancellationToken) =>
        (await shares.ShareAsync(share, user, cancellationToken)).Failed(out var problem, out var made)
            ? problem
            : TypedResults.Created((string?)null, made);

    private static async Task<Results<Ok<Share>, Problem>> EditAsync(
        Guid id, ShareEdit edit, CurrentUser user, ShareService shares, CancellationToken cancellationToken) =>
        (await shares.EditAsync(id, edit, user, cancellationToken)).ToOk();

    private static async Task<Results<NoContent, Problem>> DeleteAsync(
        Guid id, CurrentUser user, ShareStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(id, user.IsAdmin ? null : user.Id, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<Share[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, ShareStore store, CancellationToken cancellationToken) =>
        Batch.IdsOf(request).Failed(out var problem, out var ids)
            ? problem
            : TypedResults.Ok(await store.FindAsync(ids, user, cancellationToken));

    private static async Task<Results<Ok<Page<Share>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CurrentUser? user, ShareLists lists, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await lists.WindowsAsync(windows, user, cancellationToken)).ToOk();
    }
}
