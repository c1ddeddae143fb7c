using MusicGraph.Contracts;

namespace MusicGraph.Users.Accounts;

/// <summary>An account as it is stored.</summary>
internal sealed record UserRecord(
    Guid Id,
    string UserName,
    string Email,
    string PasswordHash,
    string DisplayName,
    string? Bio,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt)
{
    public User ToUser() => new(Id, UserName, DisplayName, Bio, CreatedAt);

    public Account ToAccount() => new(ToUser(), Email, Roles);
}
