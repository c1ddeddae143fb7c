namespace MusicGraph.Gateway.Comments;

internal static class CommentDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Comment>> GetCommentByIdAsync(
        IReadOnlyList<Guid> ids, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetCommentsAsync(ids, cancellationToken)).ToDictionary(comment => comment.Id);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Comment>>> GetCommentsByShareIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetCommentsAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
