using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Follows;

[MutationType]
internal static partial class FollowMutations
{
    /// <summary>Follows a user, or asks to, where their profile is private; once more changes nothing.</summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    public static async Task<User?> FollowUserAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.FollowAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>Stops following a user, or takes back that you asked to; who is not followed stays so.</summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    public static async Task<User?> UnfollowUserAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.UnfollowAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>Follows an artist; once more changes nothing.</summary>
    /// <param name="artistId">Whom.</param>
    [Authorize]
    [Error<ArtistNotFoundException>]
    [Error<LimitExceededException>]
    public static async Task<Artist?> FollowArtistAsync(
        [ID<Artist>] Guid artistId, [Service] SocialClient social, IArtistByIdDataLoader artistById, CancellationToken cancellationToken)
    {
        await social.FollowArtistAsync(artistId, cancellationToken);
        return await artistById.LoadAsync(artistId, cancellationToken);
    }

    /// <summary>Stops following an artist; who is not followed stays so.</summary>
    /// <param name="artistId">Whom.</param>
    [Authorize]
    [Error<ArtistNotFoundException>]
    public static async Task<Artist?> UnfollowArtistAsync(
        [ID<Artist>] Guid artistId, [Service] SocialClient social, IArtistByIdDataLoader artistById, CancellationToken cancellationToken)
    {
        await social.UnfollowArtistAsync(artistId, cancellationToken);
        return await artistById.LoadAsync(artistId, cancellationToken);
    }

    /// <summary>Lets somebody follow you who asked to.</summary>
    /// <param name="userId">Who asked.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    public static async Task<User?> AcceptFollowRequestAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.AcceptFollowerAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>Refuses somebody who asked to follow you, or has them follow you no more; they are not told.</summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    public static async Task<User?> RemoveFollowerAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.RemoveFollowerAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>
    /// Blocks a user: neither of you follows the other any more, or can, and neither sees what the other shares, says and does.
    /// </summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    [Error<InvalidInputException>]
    public static async Task<User?> BlockUserAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.BlockAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>Ends a block; what it ended does not come back.</summary>
    /// <param name="userId">Whom.</param>
    [Authorize]
    [Error<UserNotFoundException>]
    public static async Task<User?> UnblockUserAsync(
        [ID<User>] Guid userId, [Service] SocialClient social, IUserByIdDataLoader userById, CancellationToken cancellationToken)
    {
        await social.UnblockAsync(userId, cancellationToken);
        return await userById.LoadAsync(userId, cancellationToken);
    }

    /// <summary>Says who sees what of you; what is not given stays.</summary>
    /// <param name="isPrivate">
    /// Whether only followers see your lists, shares and activity, and you accept who follows you. Who asked is accepted when this ends.
    /// </param>
    /// <param name="hidesActivity">Whether nobody else sees what you did.</param>
    [Authorize]
    [Error<InvalidInputException>]
    public static async Task<User?> UpdatePrivacyAsync(
        bool? isPrivate,
        bool? hidesActivity,
        ClaimsPrincipal caller,
        [Service] SocialClient social,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken)
    {
        await social.EditProfileAsync(new ProfileSettings(isPrivate, hidesActivity), cancellationToken);
        return await userById.LoadAsync(caller.RequireUserId(), cancellationToken);
    }
}
