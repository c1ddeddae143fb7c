namespace MusicGraph.Contracts;

/// <summary>What a user did.</summary>
public enum ActivityKind
{
    FollowedUser,
    FollowedArtist,
    Shared,
    LikedShare,
    CommentedOnShare,
    CreatedPlaylist,
    FollowedPlaylist,
}

/// <summary>Something that a user did, and did not take back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it was.</param>
/// <param name="SubjectId">The user, artist, share or playlist that it was done with.</param>
/// <param name="At">When they did it.</param>
public sealed record Activity(Guid Id, Guid UserId, ActivityKind Kind, Guid SubjectId, DateTimeOffset At);
