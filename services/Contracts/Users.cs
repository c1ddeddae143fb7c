namespace MusicGraph.Contracts;

/// <summary>Somebody who has an account.</summary>
/// <param name="Id">Their id; it never changes.</param>
/// <param name="UserName">Unique, three to thirty of a-z, 0-9, '.', '_' and '-'; compared without regard to case.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="Bio">What they tell about themselves.</param>
/// <param name="CreatedAt">When they registered.</param>
/// <param name="AvatarUrl">An https address of a picture of them.</param>
public sealed record User(Guid Id, string UserName, string DisplayName, string? Bio, DateTimeOffset CreatedAt, string? AvatarUrl = null);

/// <summary>What a user sees of their own account.</summary>
/// <param name="Country">Two letters of ISO 3166-1.</param>
/// <param name="ArtistIds">The artists of the catalog that they speak for.</param>
public sealed record Account(
    User User,
    string Email,
    IReadOnlyList<Role> Roles,
    string? Country = null,
    Product Product = Product.Free,
    IReadOnlyList<Guid>? ArtistIds = null);

/// <summary>What an account may do, which its tokens say as well (see <see cref="Roles"/>).</summary>
public enum Role
{
    /// <summary>Everybody: listens, has playlists, follows, shares.</summary>
    Listener,

    /// <summary>Looks after artists of the catalog.</summary>
    Artist,

    /// <summary>Registers clients that subscribe to what happens.</summary>
    Partner,

    /// <summary>Runs the place.</summary>
    Admin,
}

/// <summary>What an account has subscribed to.</summary>
public enum Product
{
    /// <summary>Nothing that costs.</summary>
    Free,

    /// <summary>Everything.</summary>
    Premium,
}

/// <summary>Body of <c>POST /users</c>.</summary>
/// <param name="DeviceName">What the list of sessions shows; the client's own name for itself when not given.</param>
public sealed record Registration(
    string UserName, string Email, string Password, string? DisplayName = null, string? Country = null, string? DeviceName = null);

/// <summary>Body of <c>POST /sessions</c>.</summary>
/// <param name="UserName">The user name or the e-mail address.</param>
public sealed record Credentials(string UserName, string Password, string? DeviceName = null);

/// <summary>Body of <c>POST /sessions/refresh</c>.</summary>
public sealed record SessionRefresh(string RefreshToken);

/// <summary>What a registration, log-in or refresh gives.</summary>
/// <param name="AccessToken">A signed JWT; send it with requests, as <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">When the token stops being good.</param>
/// <param name="User">Who you are.</param>
/// <param name="RefreshToken">Gives the next session, once: what comes with that takes its place. Keep it to yourself.</param>
/// <param name="RefreshTokenExpiresAt">When the refresh token stops being good if it is not used before.</param>
public sealed record Session(
    string AccessToken, DateTimeOffset ExpiresAt, User User, string RefreshToken = "", DateTimeOffset RefreshTokenExpiresAt = default);

/// <summary>Somewhere that an account is logged in.</summary>
/// <param name="Id">Stays the same as long as the session is refreshed.</param>
/// <param name="DeviceName">What the client said it was.</param>
/// <param name="CreatedAt">When it was logged in there.</param>
/// <param name="LastUsedAt">When a token was last made for it.</param>
/// <param name="ExpiresAt">When it ends if it is not used before.</param>
/// <param name="IsCurrent">Whether this request comes from it.</param>
public sealed record ActiveSession(
    Guid Id, string DeviceName, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, bool IsCurrent);

/// <summary>Body of <c>PATCH /users/me</c>; what is null stays, what is empty goes.</summary>
public sealed record ProfileEdit(string? DisplayName, string? Bio, string? AvatarUrl = null, string? Country = null);

/// <summary>Body of <c>PUT /users/me/user-name</c>.</summary>
public sealed record UserNameChange(string UserName, string CurrentPassword);

/// <summary>Body of <c>PUT /users/me/email</c>.</summary>
public sealed record EmailChange(string Email, string CurrentPassword);

/// <summary>Body of <c>PUT /users/me/password</c>.</summary>
public sealed record PasswordChange(string NewPassword, string CurrentPassword, string? DeviceName = null);

/// <summary>Body of <c>POST /users/me/deletion</c>.</summary>
public sealed record AccountDeletion(string CurrentPassword);

/// <summary>Body of <c>POST /users/{id}/roles</c> and <c>…/roles/remove</c>.</summary>
/// <param name="ArtistId">Of the role artist: for whom the user speaks.</param>
public sealed record RoleChange(Role Role, Guid? ArtistId = null);

/// <summary>What an administrator is shown of an account.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="ArtistIds">The artists whom they speak for.</param>
public sealed record UserRoles(User User, IReadOnlyList<Role> Roles, IReadOnlyList<Guid> ArtistIds);

/// <summary>Body of <c>POST /administrators</c>.</summary>
public sealed record AdministrationClaim(string SetupToken);

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

/// <summary>The roles as tokens name them.</summary>
public static class Roles
{
    public const string Listener = "listener";
    public const string Artist = "artist";
    public const string Partner = "partner";
    public const string Admin = "admin";

    /// <summary>A role's name.</summary>
    public static string NameOf(Role role) => role switch
    {
        Role.Artist => Artist,
        Role.Partner => Partner,
        Role.Admin => Admin,
        _ => Listener,
    };
}
