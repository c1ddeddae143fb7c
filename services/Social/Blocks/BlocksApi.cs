using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;

namespace MusicGraph.Social.Blocks;

internal static class BlocksApi
{
    public static void MapBlocks(this IEndpointRouteBuilder app)
    {
        app.MapPut("/blocks/{userId:guid}", BlockAsync).RequireAuthorization();
        app.MapDelete("/blocks/{userId:guid}", UnblockAsync).RequireAuthorization();
        app.MapGet("/blocks", ListAsync).RequireAuthorization();
    }

    private static async Task<Results<NoContent, Problem>> BlockAsync(
        Guid userId, CurrentUser user, RelationStore relations, Peer peer, CancellationToken cancellationToken)
    {
        if (userId == user.Id)
            return Problem.Invalid("userId", "Nobody can block themselves.");
        if (await peer.BatchAsync<User>(Peer.Users, "users/batch", [userId], cancellationToken) is not [_])
            return Problem.NotFound("userId", userId, "There is no such user.");
        await relations.BlockAsync(user.Id, userId, blocks: true, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> UnblockAsync(
        Guid userId, CurrentUser user, RelationStore relations, CancellationToken cancellationToken)
    {
        await relations.BlockAsync(user.Id, userId, blocks: false, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Page<Guid>>, Problem>> ListAsync(
        [AsParameters] PageRequest page, CurrentUser user, Transactions transactions, CancellationToken cancellationToken)
    {
        var list = SocialKeys.Blocked(user.Id);
        return (await list.WindowAsync(transactions.Read(), page, newestFirst: true, cancellationToken)).ToOk();
    }
}
