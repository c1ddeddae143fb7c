using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Reports;

internal static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/reports", ReportAsync).RequireAuthorization();
        app.MapGet("/reports", QueueAsync).RequireAuthorization();
        app.MapPost("/reports/resolve", DecideAsync).RequireAuthorization();
    }

    private static async Task<Results<NoContent, Problem>> ReportAsync(
        NewReport report, CurrentUser user, Moderation moderation, CancellationToken cancellationToken) =>
        await moderation.ReportAsync(report, user, cancellationToken) is { } problem ? problem : TypedResults.NoContent();

    private static async Task<Results<Ok<Page<ReportCase>>, Problem>> QueueAsync(
        [AsParameters] PageRequest page, CurrentUser user, ReportStore reports, CancellationToken cancellationToken)
    {
        if (!user.IsAdmin)
            return NotForYou();
        return (await reports.QueueAsync(page, cancellationToken)).ToOk();
    }

    private static async Task<Results<NoContent, Problem>> DecideAsync(
        ReportDecision decision, CurrentUser user, Moderation moderation, CancellationToken cancellationToken)
    {
        if (!user.IsAdmin)
            return NotForYou();
        return await moderation.DecideAsync(decision, user, cancellationToken) is { } problem ? problem : TypedResults.NoContent();
    }

    private static Problem NotForYou() => Problem.Forbidden("This is for administrators.");
}
