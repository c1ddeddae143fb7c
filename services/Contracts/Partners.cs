namespace MusicGraph.Contracts;

/// <summary>What a partner's token may be good for (RFC 6749, section 3.3).</summary>
public static class Scopes
{
    /// <summary>To hear what is shared with everyone.</summary>
    public const string SharesRead = "shares:read";

    /// <summary>To hear what comes into the catalog.</summary>
    public const string ReleasesRead = "releases:read";

    /// <summary>To hear how playlists that everyone may see change.</summary>
    public const string PlaylistsRead = "playlists:read";

    /// <summary>To hear what would come into the feed of somebody who follows everyone: shares with everyone, and releases.</summary>
    public const string FeedRead = "feed:read";

    public static IReadOnlyList<string> All { get; } = [SharesRead, ReleasesRead, PlaylistsRead, FeedRead];
}

/// <summary>A program of a partner's, which gets tokens by OAuth 2.0 client credentials.</summary>
/// <param name="ClientId">What it calls itself to <c>/oauth/token</c>.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Scopes">What its tokens may be good for, of <see cref="Contracts.Scopes"/>.</param>
/// <param name="OwnerId">The user who answers for it.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="RevokedAt">When it was ended; it does not come back.</param>
/// <param name="Secrets">What it can prove itself with: one, or two while one gives way to the other.</param>
public sealed record PartnerClient(
    Guid Id,
    string ClientId,
    string Name,
    IReadOnlyList<string> Scopes,
    Guid OwnerId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    IReadOnlyList<ClientSecret> Secrets);

/// <summary>A secret, without what is secret of it.</summary>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ceases to be good; null for one that was not replaced.</param>
public sealed record ClientSecret(DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>Body of <c>POST /clients</c>.</summary>
public sealed record NewPartnerClient(string Name, IReadOnlyList<string> Scopes);

/// <summary>A client and a new secret of its, which is told this once and kept by nobody here.</summary>
/// <param name="Client">Whose secret it is.</param>
/// <param name="Secret">What the client proves itself with.</param>
public sealed record IssuedSecret(PartnerClient Client, string Secret);

/// <summary>Body of <c>POST /clients/{clientId}/secrets</c>.</summary>
/// <param name="OverlapMinutes">How long the old secret stays good, a day when nothing is said, a week at the most.</param>
public sealed record SecretRotation(int? OverlapMinutes = null);

/// <summary>Body of <c>POST /clients/tokens</c>.</summary>
/// <param name="Scope">What the token is to be good for, words by spaces; null for all that the client may.</param>
public sealed record ClientTokenRequest(string ClientId, string ClientSecret, string? Scope = null);

/// <summary>A token for a client.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record ClientToken(string AccessToken, int ExpiresIn, string Scope);

/// <summary>Body of <c>POST /clients/tokens/revoke</c>: a token that nobody is to use any more.</summary>
public sealed record ClientTokenRevocation(string ClientId, string ClientSecret, string Token);

/// <summary>Whether a client's tokens are good.</summary>
/// <param name="IsActive">False when it was ended or is not known, and when its owner is no more.</param>
/// <param name="RevokedTokens">Ids (<c>jti</c>) of tokens that are not good any more though they have not expired.</param>
public sealed record ClientState(string ClientId, bool IsActive, IReadOnlyList<string> RevokedTokens);

/// <summary>Body of <c>POST /clients/states</c>, at most 1,000.</summary>
public sealed record ClientStatesRequest(IReadOnlyList<string> ClientIds);
