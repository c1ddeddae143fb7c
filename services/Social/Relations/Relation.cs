using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Social.Relations;

/// <summary>
/// All that is between two users, in one record, so that a block ends what was followed in the same write, and one key tells a reader
/// everything about another user.
/// </summary>
/// <param name="Low">What the one with the smaller id does.</param>
/// <param name="High">What the other does.</param>
/// <param name="Version">Grows with every change.</param>
internal sealed record Relation(Side Low, Side High, long Version)
{
    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    /// <summary>How long it must be kept; null while there is something between the two.</summary>
    public TimeSpan? TimeToLive => Low == Side.None && High == Side.None ? EndIsRemembered : null;

    public static string KeyOf(Guid one, Guid other) =>
        one.CompareTo(other) < 0 ? StateKey.Of("relation", one, other) : StateKey.Of("relation", other, one);

    /// <summary>The record that says so.</summary>
    public static Relation Of(Guid me, Guid other, Ties ties, long version) =>
        me.CompareTo(other) < 0 ? new Relation(ties.Mine, ties.Theirs, version) : new Relation(ties.Theirs, ties.Mine, version);

    /// <summary>The record from the view of one of the two.</summary>
    public Ties SeenBy(Guid me, Guid other) => me.CompareTo(other) < 0 ? new Ties(Low, High) : new Ties(High, Low);
}

/// <summary>What one user does about another.</summary>
internal sealed record Side(FollowState Follows = FollowState.None, bool Blocks = false)
{
    public static Side None { get; } = new();
}

/// <summary>What is between a user, "me", and another.</summary>
internal readonly record struct Ties(Side Mine, Side Theirs)
{
    public static Ties None { get; } = new(Side.None, Side.None);

    /// <summary>Whether one of them blocks the other.</summary>
    public bool AreCut => Mine.Blocks || Theirs.Blocks;
}
