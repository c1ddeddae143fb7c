namespace MusicGraph.Contracts;

/// <summary>What can be reported.</summary>
public enum ReportSubject
{
    Share,
    Comment,
    User,
    Playlist,
}

/// <summary>Why something is reported.</summary>
public enum ReportReason
{
    Spam,
    Harassment,
    HateSpeech,
    SexualContent,
    Violence,
    Copyright,
    Impersonation,
    Other,
}

/// <summary>What became of the reports of something.</summary>
public enum ReportResolution
{
    /// <summary>It may stay.</summary>
    Dismissed,

    /// <summary>It was taken away; of a user, all that they did, and nobody sees or hears of them any more, though the account stays.</summary>
    Removed,
}

/// <summary>What a user holds against something; one per user and thing, the latest counts.</summary>
/// <param name="Reason">What they say is wrong with it.</param>
/// <param name="Details">What they said about it.</param>
/// <param name="ReportedAt">When they reported it.</param>
public sealed record Report(
    ReportSubject Subject, Guid SubjectId, Guid ReportedBy, ReportReason Reason, string? Details, DateTimeOffset ReportedAt);

/// <summary>Body of <c>POST /reports</c>.</summary>
public sealed record NewReport(ReportSubject Subject, Guid SubjectId, ReportReason Reason, string? Details = null);

/// <summary>Something that was reported and waits for an administrator.</summary>
/// <param name="Reports">How many users reported it.</param>
/// <param name="Latest">The latest reports, newest first, at most ten.</param>
/// <param name="FirstReportedAt">When it was first reported.</param>
/// <param name="Share">The share that was reported, which the administrator need not see otherwise; null when it is gone.</param>
/// <param name="Comment">So with a comment.</param>
public sealed record ReportCase(
    ReportSubject Subject,
    Guid SubjectId,
    int Reports,
    IReadOnlyList<Report> Latest,
    DateTimeOffset FirstReportedAt,
    Share? Share = null,
    Comment? Comment = null);

/// <summary>Body of <c>POST /reports/resolve</c>.</summary>
public sealed record ReportDecision(ReportSubject Subject, Guid SubjectId, ReportResolution Resolution);
