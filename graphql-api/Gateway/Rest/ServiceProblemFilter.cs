using System.Globalization;
using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Rest;

/// <summary>Answers with the problem that a service refused a request with, under the codes of <see cref="Problems"/>.</summary>
internal static class ServiceProblemFilter
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ServiceProblemException problem)
        {
            var members = new Dictionary<string, object?> { ["code"] = problem.Code };
            if (problem is InvalidInputException { Field: { } field })
                members["field"] = field;
            if (problem is DuplicateSongException duplicate)
                members["id"] = GlobalId.Format(nameof(Song), duplicate.SongId);
            if (problem is TooManyAttemptsException { RetryAfter: var seconds })
                context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            if (problem is SnapshotConflictException conflict)
                members["snapshotId"] = conflict.SnapshotId;
            return TypedResults.Problem(problem.Message, statusCode: problem.Status, extensions: members);
        }
    }
}
