namespace MusicGraph.Gateway.Reports;

[MutationType]
internal static partial class ReportMutations
{
    /// <summary>Reports one thing to the administrators. Once more changes what you said, until they have decided.</summary>
    /// <param name="shareId">The share.</param>
    /// <param name="commentId">The comment.</param>
    /// <param name="userId">The user.</param>
    /// <param name="playlistId">The playlist.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="details">What there is to say about it: up to 1,000 characters.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<SubjectNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "isReported")]
    public static async Task<bool> ReportAsync(
        [ID<Share>] Guid? shareId,
        [ID<Comment>] Guid? commentId,
        [ID<User>] Guid? userId,
        [ID<Playlist>] Guid? playlistId,
        ReportReason reason,
        string? details,
        [Service] SocialClient social,
        CancellationToken cancellationToken)
    {
        var (subject, id) = ReportSubjects.One(shareId, commentId, userId, playlistId);
        await social.ReportAsync(new NewReport(subject, id, reason, details), cancellationToken);
        return true;
    }

    /// <summary>Decides what becomes of something that was reported: it leaves the queue.</summary>
    /// <param name="shareId">The share.</param>
    /// <param name="commentId">The comment.</param>
    /// <param name="userId">The user.</param>
    /// <param name="playlistId">The playlist.</param>
    /// <param name="resolution">Whether it may stay, or is taken away now.</param>
    [Authorize(Roles = [Roles.Admin])]
    [Error<InvalidInputException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "isResolved")]
    public static async Task<bool> ResolveReportsAsync(
        [ID<Share>] Guid? shareId,
        [ID<Comment>] Guid? commentId,
        [ID<User>] Guid? userId,
        [ID<Playlist>] Guid? playlistId,
        ReportResolution resolution,
        [Service] SocialClient social,
        CancellationToken cancellationToken)
    {
        var (subject, id) = ReportSubjects.One(shareId, commentId, userId, playlistId);
        await social.ResolveReportsAsync(new ReportDecision(subject, id, resolution), cancellationToken);
        return true;
    }
}
