using Microsoft.AspNetCore.Http.HttpResults;

namespace MusicGraph.Gateway.Rest;

internal static class UserRoutes
{
    public static void MapUsers(this RouteGroupBuilder rest)
    {
        var users = rest.MapGroup("/users").WithTags("Users");
        users.MapGet("", ListAsync).WithName("listUsers").WithSummary("Lists users in the order in which they registered.");
        users.MapPost("", RegisterAsync).WithName("registerUser").WithSummary("Makes an account and logs it in.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<ListResource<UserResource>>> ListAsync(
        UserClient users, CancellationToken cancellationToken, int? first = null, string? after = null) =>
        TypedResults.Ok(ListResource<UserResource>.Of(
            await users.GetUsersAsync(new PageRequest(first, after), cancellationToken), UserResource.Of));

    private static async Task<Created<SessionResource>> RegisterAsync(
        Registration registration, UserClient users, CancellationToken cancellationToken)
    {
        var session = await users.RegisterAsync(registration, cancellationToken);
        return TypedResults.Created((string?)null, SessionResource.Of(session));
    }
}
