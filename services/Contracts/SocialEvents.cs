using System.Text.Json.Serialization;

namespace MusicGraph.Contracts;

/// <summary>
/// What happened between users. No event lists followers: it says whose followers it is for, so that an account with a million of
/// them costs one event. Who delivers it live keeps what each of its connected users follows (<see cref="FollowedIds"/> at the start,
/// then <see cref="FollowChanged"/> and <see cref="Blocked"/>) and looks the sharer up there.
/// </summary>
/// <param name="EventId">The same at every delivery of the same event.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FollowChanged), "followChanged")]
[JsonDerivedType(typeof(Blocked), "blocked")]
[JsonDerivedType(typeof(ProfileChanged), "profileChanged")]
[JsonDerivedType(typeof(Shared), "shared")]
[JsonDerivedType(typeof(ShareEdited), "shareEdited")]
[JsonDerivedType(typeof(ShareDeleted), "shareDeleted")]
[JsonDerivedType(typeof(Commented), "commented")]
[JsonDerivedType(typeof(Liked), "liked")]
[JsonDerivedType(typeof(Reported), "reported")]
[JsonDerivedType(typeof(ReportsResolved), "reportsResolved")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record SocialEvent(Guid EventId);

/// <summary>A user began or ceased to follow a user or an artist, or asked to.</summary>
/// <param name="TargetId">The user or artist.</param>
/// <param name="Version">Grows with every change between the two.</param>
public sealed record FollowChanged(
    Guid EventId, Guid FollowerId, FollowKind Target, Guid TargetId, FollowState State, long Version, DateTimeOffset ChangedAt)
    : SocialEvent(EventId);

/// <summary>
/// A user began or ceased to block another. While one blocks the other, neither follows the other: what was followed ended with the
/// block, and no <see cref="FollowChanged"/> tells of it.
/// </summary>
/// <param name="Blocks">Whether <paramref name="ById"/> blocks <paramref name="UserId"/> now.</param>
/// <param name="Version">Grows with every change between the two.</param>
public sealed record Blocked(Guid EventId, Guid ById, Guid UserId, bool Blocks, long Version, DateTimeOffset ChangedAt) : SocialEvent(EventId);

/// <summary>A user changed who sees what of them.</summary>
/// <param name="Version">Grows with every such change.</param>
public sealed record ProfileChanged(Guid EventId, Guid UserId, bool IsPrivate, long Version, DateTimeOffset ChangedAt) : SocialEvent(EventId);

/// <summary>
/// A user shared something. It is for <see cref="Share.RecipientIds"/> where the audience is <see cref="ShareAudience.Named"/>, and for
/// everyone who follows <see cref="Share.SharedBy"/> otherwise.
/// </summary>
/// <param name="FromFollower">Followers before this one, counted in the order of their list, have it in their feeds; 0 is the first
/// telling, and the only one that is news to others than the social service.</param>
public sealed record Shared(Guid EventId, Share Share, long FromFollower = 0) : SocialEvent(EventId);

/// <summary>A share says something else now; for the same users as <see cref="Shared"/>.</summary>
public sealed record ShareEdited(Guid EventId, Share Share) : SocialEvent(EventId);

/// <summary>A share is no more; for the same users as <see cref="Shared"/>.</summary>
/// <param name="Share">As it was.</param>
public sealed record ShareDeleted(Guid EventId, Share Share, DateTimeOffset DeletedAt) : SocialEvent(EventId);

/// <summary>A user wrote a comment, or it was deleted.</summary>
/// <param name="SharedBy">Whose share it is about.</param>
public sealed record Commented(Guid EventId, Comment Comment, Guid SharedBy, bool IsDeleted) : SocialEvent(EventId);

/// <summary>A user began or ceased to like a share.</summary>
/// <param name="SharedBy">Whose share it is.</param>
/// <param name="Version">Grows with every such change of the user and the share.</param>
public sealed record Liked(Guid EventId, Guid ShareId, Guid SharedBy, Guid UserId, bool Likes, long Version, DateTimeOffset ChangedAt)
    : SocialEvent(EventId);

/// <summary>A user reported something; for administrators only.</summary>
/// <param name="Version">Grows with every report of the same thing.</param>
/// <param name="Round">Which decision the report comes after: its version, or 0 for none.</param>
public sealed record Reported(Guid EventId, Report Report, long Version, long Round) : SocialEvent(EventId);

/// <summary>An administrator dealt with all reports of something.</summary>
/// <param name="Version">Reports up to this version are dealt with.</param>
public sealed record ReportsResolved(
    Guid EventId, ReportSubject Subject, Guid SubjectId, ReportResolution Resolution, Guid ResolvedBy, long Version, DateTimeOffset ResolvedAt)
    : SocialEvent(EventId);

/// <summary>
/// A user or artist was deleted, and what hangs on them is to be cleared away; for the social service only, others hear of it from the
/// accounts or the catalog.
/// </summary>
/// <param name="FromFollower">Followers before this one were cleared by earlier events.</param>
/// <param name="FromDeed">So was what the user did before this.</param>
public sealed record Ended(Guid EventId, FollowKind What, Guid Id, long FromFollower, long FromDeed) : SocialEvent(EventId);
