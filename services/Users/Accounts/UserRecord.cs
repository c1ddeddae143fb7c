using System.Text;
using MusicGraph.Contracts;
using MusicGraph.Users.Secrets;

namespace MusicGraph.Users.Accounts;

/// <summary>An account as it is stored.</summary>
/// <param name="Email">Sealed by the account keys.</param>
internal sealed record UserRecord(
    Guid Id,
    string UserName,
    string Email,
    string PasswordHash,
    string DisplayName,
    string? Bio,
    IReadOnlyList<Role> Roles,
    DateTimeOffset CreatedAt)
{
    public string? AvatarUrl { get; init; }

    public string? Country { get; init; }

    public Product Product { get; init; }

    /// <summary>The artists that the user speaks for.</summary>
    public IReadOnlyList<Guid> ArtistIds { get; init; } = [];

    /// <summary>What access tokens say; one that says less than the account has is void.</summary>
    public long TokenEpoch { get; init; }

    /// <summary>Sessions that were begun in an epoch before this one have ended.</summary>
    public long SessionsFrom { get; init; }

    /// <summary>How many events were told of the account.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>When the account was deleted; what is left of it says only that its id was somebody's.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The names that a deleted account has still to give back.</summary>
    public IReadOnlyList<string> NamesToRelease { get; init; } = [];

    public User ToUser() => new(Id, UserName, DisplayName, Bio, CreatedAt, AvatarUrl);

    public UserRoles ToRoles() => new(ToUser(), Roles, ArtistIds);

    public Account ToAccount(AccountKeys keys) => new(ToUser(), EmailBy(keys), Roles, Country, Product, ArtistIds);

    public string EmailBy(AccountKeys keys) => Encoding.UTF8.GetString(keys.Open(Id.ToString(), Email));

    public static string SealEmail(Guid id, string email, AccountKeys keys) => keys.Seal(id.ToString(), Encoding.UTF8.GetBytes(email));

    /// <summary>What access tokens and sessions there are is void.</summary>
    public UserRecord WithoutSessions() => this with { TokenEpoch = TokenEpoch + 1, SessionsFrom = TokenEpoch + 1 };

    /// <summary>What is left when the account is deleted.</summary>
    public UserRecord ToTombstone(DateTimeOffset now, IReadOnlyList<string> names) =>
        new(Id, "", "", "", "", null, [], CreatedAt)
        {
            TokenEpoch = TokenEpoch,
            SessionsFrom = long.MaxValue,
            Revision = Revision,
            DeletedAt = now,
            NamesToRelease = names,
        };
}
