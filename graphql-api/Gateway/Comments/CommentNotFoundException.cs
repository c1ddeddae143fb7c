namespace MusicGraph.Gateway.Comments;

/// <summary>There is no such comment that you wrote, or that is about a share of yours.</summary>
public sealed class CommentNotFoundException(Guid commentId)
    : ServiceProblemException(StatusCodes.Status404NotFound, Problems.NotFound, "There is no comment with this id that you may do this with.")
{
    /// <summary>The id that was given.</summary>
    [ID<Comment>]
    public Guid CommentId { get; } = commentId;
}
