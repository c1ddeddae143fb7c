namespace MusicGraph.Social.Profiles;

/// <summary>Who may see what of a user.</summary>
/// <param name="IsPrivate">Whether only followers do, who must be accepted first.</param>
/// <param name="HidesActivity">Whether nobody else sees what they did.</param>
/// <param name="IsGone">
/// Whether the account was deleted, or banned by an administrator: nothing of it is shown to others any more, also where it is not cleared away yet.
/// </param>
/// <param name="Version">Grows with every change.</param>
internal sealed record ProfileRecord(bool IsPrivate, bool HidesActivity, bool IsGone, long Version)
{
    public static ProfileRecord Default { get; } = new(false, false, false, 0);
}
