using MusicGraph.Contracts;

namespace MusicGraph.Users.Sessions;

/// <summary>Where an account is logged in: a family of refresh tokens, one of which is good.</summary>
/// <param name="Hash">Of the secret of the token that is good.</param>
/// <param name="PreviousHash">Of the one before, which gives the same again for a moment.</param>
/// <param name="Epoch">The account's when it was logged in; it ends when the account's sessions begin later.</param>
internal sealed record SessionRecord(
    Guid Id,
    string Hash,
    string? PreviousHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset RotatedAt,
    DateTimeOffset ExpiresAt,
    long Epoch,
    string DeviceName)
{
    public ActiveSession ToActive(Guid? current) => new(Id, DeviceName, CreatedAt, RotatedAt, ExpiresAt, Id == current);
}

/// <summary>All of an account's.</summary>
/// <param name="Addresses">What stands for the addresses that it was last logged in from.</param>
internal sealed record SessionList(IReadOnlyList<SessionRecord> Sessions, IReadOnlyList<string> Addresses)
{
    public static readonly SessionList Empty = new([], []);
}
