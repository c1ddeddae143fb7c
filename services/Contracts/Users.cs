namespace MusicGraph.Contracts;

/// <summary>Somebody who has an account.</summary>
/// <param name="Id">Their id; it never changes.</param>
/// <param name="UserName">Unique, three to thirty of a-z, 0-9, '.', '_' and '-'; compared without regard to case.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="Bio">What they tell about themselves.</param>
/// <param name="CreatedAt">When they registered.</param>
public sealed record User(Guid Id, string UserName, string DisplayName, string? Bio, DateTimeOffset CreatedAt);

/// <summary>What a user sees of their own account.</summary>
public sealed record Account(User User, string Email, IReadOnlyList<string> Roles);

/// <summary>Body of <c>POST /users</c>.</summary>
public sealed record Registration(string UserName, string Email, string Password, string? DisplayName = null);

/// <summary>Body of <c>POST /sessions</c>.</summary>
/// <param name="UserName">The user name or the e-mail address.</param>
public sealed record Credentials(string UserName, string Password);

/// <summary>What a registration or log-in gives.</summary>
/// <param name="AccessToken">A signed JWT; send it with requests, as <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">When the token stops being good.</param>
/// <param name="User">Who you are.</param>
public sealed record Session(string AccessToken, DateTimeOffset ExpiresAt, User User);

/// <summary>Body of <c>PATCH /users/me</c>; what is null stays.</summary>
public sealed record ProfileEdit(string? DisplayName, string? Bio);

/// <summary>The rule for user names.</summary>
public static class UserNames
{
    /// <summary>
    /// Whether an account can have this name: three to thirty of a-z, A-Z, 0-9, '.', '_' and '-'. Anything else is nobody's, and has no
    /// place in an address or a key.
    /// </summary>
    public static bool IsPossible(string name) =>
        name.Length is >= 3 and <= 30 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

/// <summary>The roles an account may have.</summary>
public static class Roles
{
    public const string Listener = "listener";
    public const string Artist = "artist";
    public const string Partner = "partner";
    public const string Admin = "admin";
}
