namespace MusicGraph.Gateway.Comments;

[MutationType]
internal static partial class CommentMutations
{
    /// <summary>Says something about a share that you may see.</summary>
    /// <param name="shareId">Which share.</param>
    /// <param name="text">What you say: up to 1,000 characters.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<ShareNotFoundException>]
    public static Task<Comment> AddCommentAsync(
        [ID<Share>] Guid shareId, string text, [Service] SocialClient social, CancellationToken cancellationToken) =>
        social.AddCommentAsync(shareId, new NewComment(text), cancellationToken);

    /// <summary>Deletes a comment that you wrote, or that is about a share of yours. Administrators may delete any.</summary>
    /// <param name="commentId">Which comment.</param>
    [Authorize]
    [Error<CommentNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "deletedCommentId")]
    [ID<Comment>]
    public static async Task<Guid> DeleteCommentAsync(
        [ID<Comment>] Guid commentId, [Service] SocialClient social, CancellationToken cancellationToken)
    {
        await social.DeleteCommentAsync(commentId, cancellationToken);
        return commentId;
    }
}
