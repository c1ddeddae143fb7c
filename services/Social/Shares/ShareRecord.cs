using MusicGraph.Contracts;

namespace MusicGraph.Social.Shares;

/// <summary>A share, also one that is no more; that is kept until no event about it is on its way.</summary>
internal sealed record ShareRecord(Share Share, bool IsDeleted = false)
{
    /// <summary>The share, if it is there.</summary>
    public Share? Live => IsDeleted ? null : Share;
}
