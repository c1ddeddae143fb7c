namespace MusicGraph.Gateway.Comments;

[QueryType]
internal static partial class CommentQueries
{
    /// <summary>A comment by its id; null where there is none that you may see.</summary>
    [NodeResolver]
    public static Task<Comment?> GetCommentByIdAsync(Guid id, ICommentByIdDataLoader commentById, CancellationToken cancellationToken) =>
        commentById.LoadAsync(id, cancellationToken);
}
