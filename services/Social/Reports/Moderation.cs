using System.Net;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Comments;
using MusicGraph.Social.Ending;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social.Reports;

/// <summary>Reporting, and what administrators do about it: the rules.</summary>
internal sealed class Moderation(
    ReportStore reports, ShareStore shares, CommentStore comments, Clearing clearing, Transactions transactions, Peer peer)
{
    private static readonly TextRule Details = new("details", 1_000, Required: false, ManyLines: true);

    /// <summary>Reports what the user can see; once more is no error.</summary>
    public async Task<Problem?> ReportAsync(NewReport report, CurrentUser user, CancellationToken cancellationToken)
    {
        if (Details.Check(report.Details).Failed(out var problem, out var details))
            return problem;
        if (report.Subject == ReportSubject.User && report.SubjectId == user.Id)
            return Problem.Invalid("subjectId", "Nobody can report themselves.");
        if (!await ExistsAsync(report, user, cancellationToken))
            return Problem.NotFound("subjectId", report.SubjectId, "There is no such thing, or you may not see it.");
        await reports.ReportAsync(
            new Report(report.Subject, report.SubjectId, user.Id, report.Reason, details.Length == 0 ? null : details, transactions.Now),
            cancellationToken);
        return null;
    }

    /// <summary>Takes away what was reported, where that was decided, and the case from the queue.</summary>
    public async Task<Problem?> DecideAsync(ReportDecision decision, CurrentUser admin, CancellationToken cancellationToken)
    {
        if (decision.Resolution == ReportResolution.Removed && await RemoveAsync(decision, cancellationToken) is { Status: not 404 } problem)
            return problem;
        await reports.DecideAsync(decision, admin.Id, cancellationToken);
        return null;
    }

    private async Task<bool> ExistsAsync(NewReport report, CurrentUser user, CancellationToken cancellationToken) => report.Subject switch
    {
        ReportSubject.Share => await shares.FindAsync([report.SubjectId], user, cancellationToken) is [_],
        ReportSubject.Comment => await comments.FindAsync([report.SubjectId], user, cancellationToken) is [_],
        ReportSubject.User => await peer.BatchAsync<User>(Peer.Users, "users/batch", [report.SubjectId], cancellationToken) is [_],
        _ => await peer.BatchAsync<Playlist>(Peer.Playlists, "playlists/batch", [report.SubjectId], cancellationToken) is [_],
    };

    /// <summary>What is gone already needs no removal: that is 404.</summary>
    private async Task<Problem?> RemoveAsync(ReportDecision decision, CancellationToken cancellationToken) => decision.Subject switch
    {
        ReportSubject.Share => await shares.DeleteAsync(decision.SubjectId, user: null, cancellationToken),
        ReportSubject.Comment => await comments.DeleteAsync(decision.SubjectId, user: null, cancellationToken),
        ReportSubject.User => await BanAsync(decision.SubjectId, cancellationToken),
        _ => await DeletePlaylistAsync(decision.SubjectId, cancellationToken),
    };

    /// <summary>The account stays, and nobody hears of it any more.</summary>
    private async Task<Problem?> BanAsync(Guid user, CancellationToken cancellationToken)
    {
        await clearing.ClearUserAsync(user, cancellationToken);
        return null;
    }

    private async Task<Problem?> DeletePlaylistAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await peer.SendAsync(Peer.Playlists, HttpMethod.Delete, $"playlists/{id}", cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return Problem.NotFound("There is no such playlist.");
        if (response.StatusCode == HttpStatusCode.Forbidden)
            return Problem.Forbidden("Only its owner can delete this playlist.");
        response.EnsureSuccessStatusCode();
        return null;
    }
}
