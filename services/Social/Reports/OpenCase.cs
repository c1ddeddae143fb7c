using MusicGraph.Contracts;

namespace MusicGraph.Social.Reports;

/// <summary>Something that was reported and waits for an administrator.</summary>
/// <param name="Round">Which list its reports are on.</param>
internal sealed record OpenCase(ReportSubject Subject, Guid SubjectId, long Round, DateTimeOffset FirstReportedAt);

/// <summary>What was decided last about something that was reported.</summary>
/// <param name="Version">Grows with every decision; names the round of reports that follow it.</param>
internal sealed record Decision(ReportResolution Resolution, Guid By, DateTimeOffset At, long Version);

/// <summary>A report, and the round that it belongs to.</summary>
internal sealed record ReportRecord(Report Report, long Round);
