namespace MusicGraph.Gateway.Reports;

/// <summary>What can be reported, as the arguments of a mutation name it.</summary>
internal static class ReportSubjects
{
    /// <summary>The one of the ids that is given.</summary>
    /// <exception cref="InvalidInputException">None is, or several are.</exception>
    public static (ReportSubject Subject, Guid Id) One(Guid? shareId, Guid? commentId, Guid? userId, Guid? playlistId) =>
        (shareId, commentId, userId, playlistId) switch
        {
            ({ } id, null, null, null) => (ReportSubject.Share, id),
            (null, { } id, null, null) => (ReportSubject.Comment, id),
            (null, null, { } id, null) => (ReportSubject.User, id),
            (null, null, null, { } id) => (ReportSubject.Playlist, id),
            _ => throw new InvalidInputException("shareId", "Give one thing, and not several."),
        };
}
