namespace MusicGraph.Contracts;

/// <summary>
/// The stable codes of the errors a client can act on. A service sends them in the <c>code</c> member of its RFC 9457 problem
/// details; the gateway maps them to the schema's errors.
/// </summary>
public static class Problems
{
    /// <summary>400: the input breaks a rule; <c>field</c> names where, <c>detail</c> says how.</summary>
    public const string Invalid = "invalid";

    /// <summary>401: log in first, or the token is not good.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>401: no account has this name and password.</summary>
    public const string InvalidCredentials = "invalid-credentials";

    /// <summary>401: the refresh token is used up, expired or was never given.</summary>
    public const string InvalidRefreshToken = "invalid-refresh-token";

    /// <summary>403: this set-up token makes nobody an administrator.</summary>
    public const string InvalidSetupToken = "invalid-setup-token";

    /// <summary>429: too many failed log-ins; <c>retryAfter</c> says in how many seconds it may be tried again.</summary>
    public const string TooManyAttempts = "too-many-attempts";

    /// <summary>403: it belongs to somebody else.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>404: nothing has this id, or the caller may not know of it.</summary>
    public const string NotFound = "not-found";

    /// <summary>409: the user name is taken.</summary>
    public const string UserNameTaken = "user-name-taken";

    /// <summary>409: an account has this e-mail address.</summary>
    public const string EmailTaken = "email-taken";

    /// <summary>409: a song with this content hash is there; <c>id</c> is that song's.</summary>
    public const string DuplicateSong = "duplicate-song";

    /// <summary>409: the change would exceed a limit, such as a playlist's 10,000 items.</summary>
    public const string LimitExceeded = "limit-exceeded";

    /// <summary>409: the edit names places of a state that is not the playlist's any more; <c>snapshotId</c> is that of today.</summary>
    public const string SnapshotConflict = "snapshot-conflict";

    /// <summary>409: something else has this name; <c>id</c> is that other's.</summary>
    public const string NameTaken = "name-taken";

    /// <summary>409: something else still needs it.</summary>
    public const string StillInUse = "still-in-use";

    /// <summary>451: it may not be played in the listener's country.</summary>
    public const string NotAvailable = "not-available";

    /// <summary>401: there is no such client, or that is not its secret (RFC 6749, section 5.2).</summary>
    public const string InvalidClient = "invalid-client";

    /// <summary>400: the client may not have this scope (RFC 6749, section 5.2).</summary>
    public const string InvalidScope = "invalid-scope";

    /// <summary>429: too many requests; <c>Retry-After</c> says when there is room again.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>409: what comes after the cursor is not kept any more.</summary>
    public const string CursorExpired = "cursor-expired";

    /// <summary>413: the upload is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    /// <summary>415: the upload is no audio or image.</summary>
    public const string UnsupportedMedia = "unsupported-media";

    /// <summary>501: this installation lacks what it takes; <c>detail</c> names that.</summary>
    public const string NotInstalled = "not-installed";
}
