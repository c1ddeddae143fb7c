namespace MusicGraph.Gateway.Partners;

[MutationType]
internal static partial class PartnerMutations
{
    /// <summary>Registers a client, which gets tokens from <c>/oauth/token</c> with its id and the secret that is told here, once.</summary>
    /// <param name="name">What you call it.</param>
    /// <param name="scopes">What its tokens may be good for: shares:read, releases:read, playlists:read, feed:read.</param>
    [Authorize(Roles = [Roles.Partner, Roles.Admin])]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    public static Task<IssuedSecret> RegisterPartnerClientAsync(
        string name, IReadOnlyList<string> scopes, [Service] PartnerClients clients, CancellationToken cancellationToken) =>
        clients.RegisterAsync(new NewPartnerClient(name, scopes), cancellationToken);

    /// <summary>Gives a client another secret, told here, once. The one it had stays good for a while.</summary>
    /// <param name="clientId">Which client.</param>
    /// <param name="overlapMinutes">How long the old secret stays good: a day when not given, 0 to end it at once, a week at the most.</param>
    [Authorize(Roles = [Roles.Partner, Roles.Admin])]
    [Error<InvalidInputException>]
    [Error<PartnerClientNotFoundException>]
    [Error<LimitExceededException>]
    public static Task<IssuedSecret> RotatePartnerClientSecretAsync(
        string clientId, int? overlapMinutes, [Service] PartnerClients clients, CancellationToken cancellationToken) =>
        clients.RotateSecretAsync(clientId, overlapMinutes, cancellationToken);

    /// <summary>Ends a client for good. Its tokens and its open connections end within seconds.</summary>
    /// <param name="clientId">Which client.</param>
    [Authorize(Roles = [Roles.Partner, Roles.Admin])]
    [Error<PartnerClientNotFoundException>]
    public static Task<PartnerClient> RevokePartnerClientAsync(
        string clientId, [Service] PartnerClients clients, CancellationToken cancellationToken) =>
        clients.RevokeAsync(clientId, cancellationToken);
}
