namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>What a token says, under the names of RFC 7519 and RFC 9068.</summary>
public static class TokenClaims
{
    /// <summary>Who issues tokens, and whom they are for.</summary>
    public const string Issuer = "musicgraph";

    public const string Audience = "musicgraph";

    public const string Subject = "sub";

    public const string Name = "name";

    /// <summary>What the bearer may do; of a partner's client, its scopes.</summary>
    public const string Roles = "roles";

    /// <summary>The session that the token was made for (OpenID Connect Front-Channel Logout 1.0, section 3).</summary>
    public const string Session = "sid";

    /// <summary>The account's epoch; a higher one makes the token void.</summary>
    public const string Epoch = "epoch";

    /// <summary>The ids of the artists whom the user speaks for.</summary>
    public const string Artists = "artists";

    /// <summary>Where the user is at home: ISO 3166-1 alpha-2.</summary>
    public const string Country = "country";

    /// <summary>The partner's client that the token was made for (RFC 9068); a user's token has none.</summary>
    public const string ClientId = "client_id";

    /// <summary>What the token of a client is good for, words by spaces (RFC 9068).</summary>
    public const string Scope = "scope";
}
