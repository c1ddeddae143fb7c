namespace MusicGraph.Contracts;

/// <summary>What can be shared.</summary>
public enum ShareKind
{
    Song,
    Playlist,
}

/// <summary>A song or playlist that a user passed on.</summary>
/// <param name="Id">Its id; it never changes.</param>
/// <param name="SubjectId">The song's or playlist's id.</param>
/// <param name="Message">What they said about it.</param>
/// <param name="RecipientIds">The users it was sent to; empty when it went to all followers.</param>
/// <param name="SharedAt">When they shared it.</param>
public sealed record Share(
    Guid Id,
    Guid SharedBy,
    ShareKind Kind,
    Guid SubjectId,
    string? Message,
    IReadOnlyList<Guid> RecipientIds,
    DateTimeOffset SharedAt);

/// <summary>Body of <c>POST /shares</c>.</summary>
/// <param name="RecipientIds">Named users, at most 100; empty or null shares with all followers.</param>
public sealed record NewShare(ShareKind Kind, Guid SubjectId, string? Message = null, IReadOnlyList<Guid>? RecipientIds = null);

/// <summary>Body of <c>POST /follows</c>.</summary>
public sealed record NewFollow(Guid UserId);

/// <summary>How many follow a user and how many that user follows.</summary>
/// <param name="FollowedByViewer">Whether the asking user follows them.</param>
public sealed record FollowCounts(Guid UserId, int Followers, int Following, bool FollowedByViewer);
