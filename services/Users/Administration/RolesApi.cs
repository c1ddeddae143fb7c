using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Administration;

internal static class RolesApi
{
    /// <summary>What administrators do with accounts, and how the first becomes one.</summary>
    public static void MapRoles(this IEndpointRouteBuilder app)
    {
        app.MapPost("/administrators", ClaimAsync).RequireAuthorization();
        var roles = app.MapGroup("/users/{id:guid}/roles").RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
        roles.MapPost("", GiveAsync);
        roles.MapPost("/remove", TakeAsync);
    }

    private static async Task<Results<Ok<UserRoles>, Problem>> ClaimAsync(
        CurrentUser user, AdministrationClaim claim, RoleService roles, CancellationToken cancellationToken) =>
        (await roles.ClaimAsync(user, claim, cancellationToken)).ToOk();

    private static async Task<Results<Ok<UserRoles>, Problem>> GiveAsync(
        Guid id, CurrentUser user, RoleChange change, RoleService roles, CancellationToken cancellationToken) =>
        (await roles.GiveAsync(user, id, change, cancellationToken)).ToOk();

    private static async Task<Results<Ok<UserRoles>, Problem>> TakeAsync(
        Guid id, CurrentUser user, RoleChange change, RoleService roles, CancellationToken cancellationToken) =>
        (await roles.TakeAsync(user, id, change, cancellationToken)).ToOk();
}
