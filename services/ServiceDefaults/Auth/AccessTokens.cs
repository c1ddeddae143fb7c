namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>How long access tokens may be good for.</summary>
public static class AccessTokens
{
    /// <summary>Whatever is configured: what was revoked has to be remembered, and old keys to be kept, for so long.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(1);

    /// <summary>How far the clocks of two machines may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
}
