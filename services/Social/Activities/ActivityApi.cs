using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Social.Activities;

internal static class ActivityApi
{
    public static void MapActivity(this IEndpointRouteBuilder app)
    {
        app.MapGet("/activity", FollowedAsync).RequireAuthorization();
        app.MapPost("/activity/windows", WindowsAsync);
    }

    private static async Task<Results<Ok<Page<Activity>>, Problem>> FollowedAsync(
        [AsParameters] PageRequest page, CurrentUser user, ActivityReader reader, CancellationToken cancellationToken) =>
        (await reader.FollowedAsync(user, page, cancellationToken)).ToOk();

    private static async Task<Results<Ok<Page<Activity>[]>, Problem>> WindowsAsync(
        WindowsRequest request, CurrentUser? user, ActivityReader reader, CancellationToken cancellationToken)
    {
        if (Batch.WindowsOf(request.Windows).Failed(out var problem, out var windows))
            return problem;
        return (await reader.WindowsAsync(windows, user, cancellationToken)).ToOk();
    }
}
