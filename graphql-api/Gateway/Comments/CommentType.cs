namespace MusicGraph.Gateway.Comments;

[ObjectType<Comment>]
internal static partial class CommentType
{
    /// <summary>Who wrote it.</summary>
    [BindMember(nameof(Comment.AuthorId))]
    public static Task<User?> GetAuthorAsync([Parent] Comment comment, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(comment.AuthorId, cancellationToken);

    /// <summary>What it is about.</summary>
    [BindMember(nameof(Comment.ShareId))]
    public static Task<Share?> GetShareAsync([Parent] Comment comment, IShareByIdDataLoader shareById, CancellationToken cancellationToken) =>
        shareById.LoadAsync(comment.ShareId, cancellationToken);
}
