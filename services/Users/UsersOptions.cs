using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Users;

/// <summary>What can be configured, by arguments or environment.</summary>
internal sealed class UsersOptions
{
    /// <summary>Minutes that an access token is good for, from one to <see cref="AccessTokens.LongestLifetime"/>.</summary>
    public int TokenMinutes { get; set; } = 15;

    /// <summary>Days that a session lasts after it was last used.</summary>
    public int SessionDays { get; set; } = 30;

    /// <summary>Days that tokens are signed with the same key, at least one.</summary>
    public int SigningKeyDays { get; set; } = 30;

    /// <summary>Seconds that the token of a partner's client is good for.</summary>
    public int ClientTokenSeconds { get; set; } = 600;

    /// <summary>Rounds of PBKDF2; not below 100,000.</summary>
    public int PasswordIterations { get; set; } = 210_000;

    public TimeSpan TokenLifetime => TimeSpan.FromMinutes(Math.Clamp(TokenMinutes, 1, AccessTokens.LongestLifetime.TotalMinutes));
}
