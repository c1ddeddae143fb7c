using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Clients;

internal static class ClientsApi
{
    /// <summary>Partners' clients: those with the role partner manage their own, administrators all.</summary>
    public static void MapClients(this IEndpointRouteBuilder app)
    {
        var clients = app.MapGroup("/clients").RequireAuthorization();
        clients.MapPost("", RegisterAsync);
        clients.MapGet("", ListAsync);
        clients.MapPost("/{clientId}/secrets", RotateAsync);
        clients.MapDelete("/{clientId}", RevokeAsync);

        // By the gateway alone: clients prove themselves by their secrets, and states are nobody else's business.
        app.MapPost("/clients/tokens", TokenAsync).ForGatewayOnly();
        app.MapPost("/clients/tokens/revoke", RevokeTokenAsync).ForGatewayOnly();
        app.MapPost("/clients/states", StatesAsync).ForGatewayOnly();
    }

    private static async Task<Results<Created<IssuedSecret>, Problem>> RegisterAsync(
        NewPartnerClient client, CurrentUser user, ClientStore store, CancellationToken cancellationToken)
    {
        if (!IsPartner(user))
            return Problem.Forbidden("Only partners and administrators can register clients.");
        return ClientRules.Check(client).Failed(out var problem, out var right)
            || (await store.AddAsync(right, user.Id, cancellationToken)).Failed(out problem, out var issued)
            ? problem
            : TypedResults.Created((string?)null, issued);
    }

    private static async Task<Results<Ok<Page<PartnerClient>>, Problem>> ListAsync(
        [AsParameters] PageRequest page, CurrentUser user, ClientStore store, CancellationToken cancellationToken)
    {
        if (!IsPartner(user))
            return Problem.Forbidden("Only partners and administrators have clients.");
        return (await store.WindowAsync(user.IsAdmin ? null : user.Id, page, cancellationToken)).ToOk();
    }

    private static async Task<Results<Ok<IssuedSecret>, Problem>> RotateAsync(
        string clientId, SecretRotation rotation, CurrentUser user, ClientStore store, CancellationToken cancellationToken) =>
        (await store.RotateAsync(clientId, rotation, ManagerOf(user), cancellationToken)).ToOk();

    private static async Task<Results<Ok<PartnerClient>, Problem>> RevokeAsync(
        string clientId, CurrentUser user, ClientStore store, CancellationToken cancellationToken) =>
        (await store.RevokeAsync(clientId, ManagerOf(user), cancellationToken)).Failed(out var problem, out var revoked)
            ? problem
            : TypedResults.Ok(revoked.ToClient());

    private static async Task<Results<Ok<ClientToken>, Problem>> TokenAsync(
        ClientTokenRequest request, ClientStore store, ClientTokens tokens, CancellationToken cancellationToken)
    {
        if (await store.AuthenticateAsync(request.ClientId, request.ClientSecret, cancellationToken) is not { } client)
            return Problem.InvalidClient();
        return ClientRules.Grant(client, request.Scope).Failed(out var problem, out var scopes)
            ? problem
            : TypedResults.Ok(await tokens.IssueAsync(client, scopes, cancellationToken));
    }

    /// <summary>Success also for what is no token of the client's (RFC 7009, section 2.2).</summary>
    private static async Task<Results<NoContent, Problem>> RevokeTokenAsync(
        ClientTokenRevocation request, ClientStore store, ClientTokens tokens, CancellationToken cancellationToken)
    {
        if (await store.AuthenticateAsync(request.ClientId, request.ClientSecret, cancellationToken) is not { } client)
            return Problem.InvalidClient();
        if (tokens.Read(request.Token ?? "", client) is { } token)
            await store.RevokeTokenAsync(client.Id, token, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ClientState[]>, Problem>> StatesAsync(
        ClientStatesRequest request, ClientStore store, CancellationToken cancellationToken) =>
        request.ClientIds is { Count: <= Batch.Largest } ids
            ? TypedResults.Ok(await store.StatesAsync(ids, cancellationToken))
            : Problem.Invalid("clientIds", $"clientIds must be at most {Batch.Largest}.");

    private static bool IsPartner(CurrentUser user) => user.IsAdmin || user.Roles.Contains(Roles.Partner);

    private static ClientManager ManagerOf(CurrentUser user) => new(user.Id, user.IsAdmin);
}
