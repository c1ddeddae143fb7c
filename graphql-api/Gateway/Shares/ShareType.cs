using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Shares;

[ObjectType<Share>]
internal static partial class ShareType
{
    static partial void Configure(IObjectTypeDescriptor<Share> descriptor) => descriptor.Ignore(share => share.Kind);

    /// <summary>Who shared it.</summary>
    public static Task<User?> GetSharedByAsync([Parent] Share share, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(share.SharedBy, cancellationToken);

    /// <summary>What was shared; null when it is gone, or is a playlist that is private by now.</summary>
    [BindMember(nameof(Share.SubjectId))]
    [GraphQLType("ShareSubject")]
    public static async Task<object?> GetSubjectAsync(
        [Parent] Share share, ICatalogItemByIdDataLoader itemById, IPlaylistByIdDataLoader playlistById, CancellationToken cancellationToken) =>
        share.Kind == ShareKind.Playlist
            ? await playlistById.LoadAsync(share.SubjectId, cancellationToken)
            : await itemById.LoadAsync(share.SubjectId, cancellationToken);

    /// <summary>The users that you shared it with by name; null for what others shared: whom else they told is theirs to know.</summary>
    [BindMember(nameof(Share.RecipientIds))]
    public static async Task<IReadOnlyList<User>?> GetRecipientsAsync(
        [Parent] Share share, ClaimsPrincipal caller, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        share.SharedBy == caller.UserId() ? [.. (await userById.LoadAsync(share.RecipientIds, cancellationToken)).OfType<User>()] : null;

    /// <summary>How many users like it.</summary>
    public static async Task<int> GetLikeCountAsync(
        [Parent] Share share, IReactionsByShareIdDataLoader reactionsByShareId, CancellationToken cancellationToken) =>
        (await reactionsByShareId.LoadAsync(share.Id, cancellationToken))?.Likes ?? 0;

    /// <summary>How many comments there are.</summary>
    public static async Task<int> GetCommentCountAsync(
        [Parent] Share share, IReactionsByShareIdDataLoader reactionsByShareId, CancellationToken cancellationToken) =>
        (await reactionsByShareId.LoadAsync(share.Id, cancellationToken))?.Comments ?? 0;

    /// <summary>Whether you like it.</summary>
    public static async Task<bool> GetLikedByMeAsync(
        [Parent] Share share, IReactionsByShareIdDataLoader reactionsByShareId, CancellationToken cancellationToken) =>
        (await reactionsByShareId.LoadAsync(share.Id, cancellationToken))?.LikedByViewer ?? false;

    /// <summary>Who likes it, newest first.</summary>
    [UsePaging(ConnectionName = "User", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<User>> GetLikedByAsync(
        [Parent] Share share,
        PagingArguments paging,
        ILikersByShareIdDataLoader likersByShareId,
        IUserByIdDataLoader userById,
        CancellationToken cancellationToken)
    {
        var page = await likersByShareId.LoadAsync(new ParentWindow(share.Id, paging.ToPage()), cancellationToken);
        return await page.ToConnectionAsync(userById, cancellationToken);
    }

    /// <summary>What was said about it, newest first; without comments of users that you block or who block you.</summary>
    [UsePaging(ConnectionName = "Comment", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Comment>> GetCommentsAsync(
        [Parent] Share share, PagingArguments paging, ICommentsByShareIdDataLoader commentsByShareId, CancellationToken cancellationToken) =>
        (await commentsByShareId.LoadAsync(new ParentWindow(share.Id, paging.ToPage()), cancellationToken)).ToConnection();
}
