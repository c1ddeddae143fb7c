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
        app.MapPost("/shares/batch", BatchAsync);
    }

    private static async Task<Results<Created<Share>, Problem>> ShareAsync(
        NewShare share, CurrentUser user, ShareService shares, CancellationToken cancellationToken) =>
        (await shares.ShareAsync(share, user.Id, cancellationToken)).Failed(out var problem, out var made)
            ? problem
            : TypedResults.Created((string?)null, made);

    private static async Task<Results<Ok<Share[]>, Problem>> BatchAsync(
        BatchRequest request, CurrentUser? user, ShareStore store, CancellationToken cancellationToken)
    {
        if (Batch.IdsOf(request).Failed(out var problem, out var ids))
            return problem;
        return TypedResults.Ok(user is null ? [] : await store.FindAsync(ids, user.Id, cancellationToken));
    }
}
