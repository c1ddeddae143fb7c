using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Comments;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social.Reports;

/// <summary>
/// Reports, and the queue of what was reported. A report is one record per thing and reporter; after a decision, the same users may report
/// the thing anew, which opens it again.
/// </summary>
internal sealed class ReportStore(Transactions transactions, Eagerly eagerly)
{
    private const int LatestShown = 10;

    /// <summary>Writes a report, or puts it in the place of the same user's earlier one.</summary>
    public async Task ReportAsync(Report report, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Report(report.Subject, report.SubjectId, report.ReportedBy);
        var decision = SocialKeys.Decision(report.Subject, report.SubjectId);
        var outcome = await transactions.RunAsync<Reported?>(
            key,
            async (session, token) =>
            {
                await session.LoadAsync([key, decision], token);
                var round = session.Loaded<Decision>(decision)?.Version ?? 0;
                if (session.Loaded<ReportRecord>(key) is { } earlier && earlier.Round == round
                    && earlier.Report with { ReportedAt = report.ReportedAt } == report)
                {
                    return (Reported?)null;
                }

                var now = transactions.Now;
                var told = new Reported(Guid.CreateVersion7(now), report, Math.Max(now.UtcTicks, round + 1), round);
                session.PutAndTell<ReportRecord, SocialEvent>(key, new ReportRecord(report, round), told);
                return told;
            },
            cancellationToken);
        if (outcome.Value is { } reported)
            await eagerly.HandleAsync(reported, ListAsync);
    }

    /// <summary>Decides what becomes of something that was reported: it leaves the queue.</summary>
    public async Task DecideAsync(ReportDecision decision, Guid by, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Decision(decision.Subject, decision.SubjectId);
        var outcome = await transactions.RunAsync<ReportsResolved>(
            key,
            async (session, token) =>
            {
                var now = transactions.Now;
                var version = Math.Max(now.UtcTicks, ((await session.GetAsync<Decision>(key, token))?.Version ?? 0) + 1);
                var told = new ReportsResolved(
                    Guid.CreateVersion7(now), decision.Subject, decision.SubjectId, decision.Resolution, by, version, now);
                session.PutAndTell<Decision, SocialEvent>(key, new Decision(decision.Resolution, by, now, version), told);
                return told;
            },
            cancellationToken);
        await eagerly.HandleAsync(outcome.Value, ListAsync);
    }

    /// <summary>Puts a report on the list of its round, and what it is about into the queue.</summary>
    public async Task ListAsync(Reported reported, CancellationToken cancellationToken)
    {
        var (report, version) = (reported.Report, reported.Version);
        await SocialKeys.Reports(report.Subject, report.SubjectId, reported.Round)
            .AddAsync(transactions, report.ReportedBy.ToString("N"), version, () => report, cancellationToken);
        var open = new OpenCase(report.Subject, report.SubjectId, reported.Round, report.ReportedAt);
        await SocialKeys.OpenCases.AddAsync(transactions, CaseId(report.Subject, report.SubjectId), version, () => open, cancellationToken);
    }

    /// <summary>Takes from the queue what was decided.</summary>
    public Task ListAsync(ReportsResolved resolved, CancellationToken cancellationToken) => SocialKeys.OpenCases.RemoveAsync(
        transactions, CaseId(resolved.Subject, resolved.SubjectId), resolved.Version, cancellationToken);

    /// <summary>A window of the queue, what waits longest first.</summary>
    public async Task<Outcome<Page<ReportCase>>> QueueAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        if ((await SocialKeys.OpenCases.WindowAsync(session, page, newestFirst: false, cancellationToken)).Failed(out var problem, out var open))
            return problem;
        var lists = open.Items.Select(item => SocialKeys.Reports(item.Value.Subject, item.Value.SubjectId, item.Value.Round)).ToArray();
        var latest = await PagedLog<Report>.WindowsAsync(
            session, [.. lists.Select(list => (list, (PageRequest?)new PageRequest(LatestShown)))], newestFirst: true, cancellationToken);
        await session.LoadAsync(open.Items.SelectMany(item => ContentOf(item.Value)), cancellationToken);
        return new Page<ReportCase>(
            [.. open.Items.Zip(latest.Value, (item, reports) => new PageItem<ReportCase>(item.Cursor, CaseOf(item.Value, reports, session)))],
            open.HasNextPage,
            open.HasPreviousPage,
            open.TotalCount);
    }

    private static ReportCase CaseOf(OpenCase open, Page<Report> reports, StateSession session) => new(
        open.Subject,
        open.SubjectId,
        reports.TotalCount,
        [.. reports.Items.Select(item => item.Value)],
        open.FirstReportedAt,
        open.Subject == ReportSubject.Share ? session.Loaded<ShareRecord>(SocialKeys.Share(open.SubjectId))?.Live : null,
        open.Subject == ReportSubject.Comment ? session.Loaded<CommentRecord>(SocialKeys.Comment(open.SubjectId))?.Live : null);

    private static IEnumerable<string> ContentOf(OpenCase open) => open.Subject switch
    {
        ReportSubject.Share => [SocialKeys.Share(open.SubjectId)],
        ReportSubject.Comment => [SocialKeys.Comment(open.SubjectId)],
        _ => [],
    };

    private static string CaseId(ReportSubject subject, Guid id) => $"{SocialKeys.Name(subject)}:{id:N}";
}
