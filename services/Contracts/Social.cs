namespace MusicGraph.Contracts;

/// <summary>What can be shared.</summary>
public enum ShareKind
{
    Song,
    Playlist,
    Album,
    Artist,
    Show,
    Episode,
}

/// <summary>Whom a share is for.</summary>
public enum ShareAudience
{
    /// <summary>Everyone who follows the sharer.</summary>
    Followers,

    /// <summary>Everyone who may see the sharer's profile; it comes into the feeds of followers.</summary>
    Everyone,

    /// <summary>The users that it names, and nobody else.</summary>
    Named,
}

/// <summary>Something that a user passed on.</summary>
/// <param name="Id">Its id; it never changes.</param>
/// <param name="SubjectId">The id of what was shared; it may be gone by now.</param>
/// <param name="Message">What they said about it.</param>
/// <param name="RecipientIds">The users it was sent to, at most 100; empty unless the audience is <see cref="ShareAudience.Named"/>.</param>
/// <param name="SharedAt">When they shared it.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="EditedAt">When the message was last changed.</param>
public sealed record Share(
    Guid Id,
    Guid SharedBy,
    ShareKind Kind,
    Guid SubjectId,
    string? Message,
    IReadOnlyList<Guid> RecipientIds,
    DateTimeOffset SharedAt,
    ShareAudience Audience = ShareAudience.Followers,
    DateTimeOffset? EditedAt = null);

/// <summary>Body of <c>POST /shares</c>.</summary>
/// <param name="RecipientIds">Named users, at most 100; null shares with the audience.</param>
/// <param name="Audience">Whom it is for; when nothing is said, the recipients, or all followers where none are named.</param>
public sealed record NewShare(
    ShareKind Kind, Guid SubjectId, string? Message = null, IReadOnlyList<Guid>? RecipientIds = null, ShareAudience? Audience = null);

/// <summary>Body of <c>PATCH /shares/{id}</c>.</summary>
/// <param name="Message">What is said now; empty or null removes it.</param>
public sealed record ShareEdit(string? Message);

/// <summary>What others did with a share.</summary>
/// <param name="LikedByViewer">Whether the asking user likes it.</param>
public sealed record ShareReactions(Guid ShareId, int Likes, int Comments, bool LikedByViewer);

/// <summary>What a user said about a share.</summary>
/// <param name="Id">Its id; it never changes.</param>
/// <param name="Text">What they said.</param>
/// <param name="WrittenAt">When they said it.</param>
public sealed record Comment(Guid Id, Guid ShareId, Guid AuthorId, string Text, DateTimeOffset WrittenAt);

/// <summary>Body of <c>POST /shares/{id}/comments</c>.</summary>
public sealed record NewComment(string Text);

/// <summary>What can be followed.</summary>
public enum FollowKind
{
    User,
    Artist,
}

/// <summary>Body of <c>POST /follows</c>: a user or an artist, one of the two.</summary>
public sealed record NewFollow(Guid? UserId = null, Guid? ArtistId = null);

/// <summary>How far one user's following of another is.</summary>
public enum FollowState
{
    /// <summary>They do not follow.</summary>
    None,

    /// <summary>They asked to follow somebody whose profile is private, and were not answered yet.</summary>
    Requested,

    /// <summary>They follow.</summary>
    Follows,
}

/// <summary>What is between a user and the one who asks, and what of the user's profile may be seen by them.</summary>
/// <param name="Followers">How many users follow them.</param>
/// <param name="Following">How many users they follow.</param>
/// <param name="Artists">How many artists they follow.</param>
/// <param name="IsPrivate">Whether only followers see more of them than their name.</param>
/// <param name="FollowedByViewer">Whether the asking user follows them.</param>
/// <param name="RequestedByViewer">Whether the asking user asked to follow them and was not answered yet.</param>
/// <param name="FollowsViewer">Whether they follow the asking user.</param>
/// <param name="BlockedByViewer">Whether the asking user blocks them.</param>
/// <param name="HidesActivity">Whether nobody else sees what they did.</param>
/// <param name="IsVisible">Whether the asking user may see their lists, shares and activity.</param>
public sealed record SocialProfile(
    Guid UserId,
    int Followers,
    int Following,
    int Artists,
    bool IsPrivate,
    bool HidesActivity,
    bool FollowedByViewer,
    bool RequestedByViewer,
    bool FollowsViewer,
    bool BlockedByViewer,
    bool IsVisible);

/// <summary>How many follow an artist.</summary>
/// <param name="FollowedByViewer">Whether the asking user does.</param>
public sealed record ArtistFollows(Guid ArtistId, int Followers, bool FollowedByViewer);

/// <summary>All that a user follows, at most 2,000 of each: what live subscriptions are matched with.</summary>
public sealed record FollowedIds(IReadOnlyList<Guid> Users, IReadOnlyList<Guid> Artists);

/// <summary>Body of <c>PATCH /profiles/me</c>; what is null stays.</summary>
/// <param name="IsPrivate">Whether only followers see lists, shares and activity; whoever asks to follow has to be accepted.</param>
/// <param name="HidesActivity">Whether nobody else sees the activity.</param>
public sealed record ProfileSettings(bool? IsPrivate = null, bool? HidesActivity = null);
