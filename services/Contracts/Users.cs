namespace MusicGraph.Contracts;

/// <summary>What everyone may see of a user.</summary>
/// <param name="UserName">Unique, three to thirty of a-z, 0-9, '.', '_' and '-'; compared without regard to case.</param>
public sealed record User(Guid Id, string UserName, string DisplayName, string? Bio, DateTimeOffset CreatedAt);

/// <summary>What a user sees of their own account.</summary>
public sealed record Account(User User, string Email, IReadOnlyList<string> Roles);

/// <summary>Body of <c>POST /users</c>.</summary>
public sealed record Registration(string UserName, string Email, string Password, string? DisplayName = null);

/// <summary>Body of <c>POST /sessions</c>.</summary>
/// <param name="UserName">The user name or the e-mail address.</param>
public sealed record Credentials(string UserName, string Password);

/// <summary>The answer to a registration or log-in.</summary>
/// <param name="AccessToken">A signed JWT, sent as <c>Authorization: Bearer</c>.</param>
public sealed record Session(string AccessToken, DateTimeOffset ExpiresAt, User User);

/// <summary>Body of <c>PATCH /users/me</c>; what is null stays.</summary>
public sealed record ProfileEdit(string? DisplayName, string? Bio);

/// <summary>The roles an account may have.</summary>
public static class Roles
{
    public const string Listener = "listener";
    public const string Artist = "artist";
    public const string Partner = "partner";
    public const string Admin = "admin";
}
