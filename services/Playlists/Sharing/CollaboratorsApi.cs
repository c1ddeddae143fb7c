using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Playlists.Sharing;

internal static class CollaboratorsApi
{
    public static void MapCollaborators(this IEndpointRouteBuilder app)
    {
        var playlists = app.MapGroup("/playlists").RequireAuthorization();
        playlists.MapPut("/{id:guid}/collaborators/{userId:guid}", GrantAsync);
        playlists.MapDelete("/{id:guid}/collaborators/{userId:guid}", EndAsync);
        playlists.MapPost("/{id:guid}/invites", InviteAsync);
        playlists.MapDelete("/{id:guid}/invites", RevokeAsync);
        playlists.MapPost("/invites/accept", AcceptAsync);
    }

    private static async Task<Results<Ok<Playlist>, Problem>> GrantAsync(
        Guid id, Guid userId, CollaboratorGrant grant, CurrentUser user, Collaborations collaborations, Peer peer, CancellationToken cancellationToken) =>
        await peer.BatchAsync<User>(Peer.Users, "users/batch", [userId], cancellationToken) is []
            ? Problem.NotFound("userId", userId, "There is no such user.")
            : ToResult(await collaborations.GrantAsync(id, user.Id, userId, grant.Role, cancellationToken), user);

    private static async Task<Results<Ok<Playlist>, Problem>> EndAsync(
        Guid id, Guid userId, CurrentUser user, Collaborations collaborations, CancellationToken cancellationToken) =>
        ToResult(await collaborations.EndAsync(id, user.Id, userId, cancellationToken), user);

    private static async Task<Results<Ok<PlaylistInvite>, Problem>> InviteAsync(
        Guid id, NewInvite invite, CurrentUser user, Collaborations collaborations, CancellationToken cancellationToken) =>
        (await collaborations.InviteAsync(id, user.Id, invite, cancellationToken)).ToOk();

    private static async Task<Results<Ok<Playlist>, Problem>> RevokeAsync(
        Guid id, CurrentUser user, Collaborations collaborations, CancellationToken cancellationToken) =>
        ToResult(await collaborations.RevokeInvitesAsync(id, user.Id, cancellationToken), user);

    private static async Task<Results<Ok<Playlist>, Problem>> AcceptAsync(
        InviteAcceptance acceptance, CurrentUser user, Collaborations collaborations, CancellationToken cancellationToken) =>
        ToResult(await collaborations.AcceptAsync(user.Id, acceptance, cancellationToken), user);

    private static Results<Ok<Playlist>, Problem> ToResult(Outcome<PlaylistHead> outcome, CurrentUser user) =>
        outcome.Failed(out var problem, out var head) ? problem : TypedResults.Ok(head.ToPlaylist(user.Id));
}
