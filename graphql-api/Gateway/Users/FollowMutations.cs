namespace MusicGraph.Gateway.Users;

[MutationType]
internal static partial class FollowMutations
{
    /// <summary>Follows a user; following again changes nothing.</summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    [Error<InvalidInputException>]
    public static async Task<User?> FollowUserAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.FollowAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>Stops following a user; who is not followed stays so.</summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    [Error<InvalidInputException>]
    public static async Task<User?> UnfollowUserAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.UnfollowAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }
}
