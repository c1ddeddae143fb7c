namespace MusicGraph.Contracts;

/// <summary>The Dapr components every service uses and the topics they publish to.</summary>
public static class Components
{
    public const string StateStore = "statestore";
    public const string PubSub = "pubsub";

    /// <summary><see cref="PubSub"/> once more, by a consumer group per replica: each replica of its subscriber hears every event.</summary>
    public const string Broadcast = "broadcast";
    public const string Media = "media";
}

/// <summary>The topics on <see cref="Components.PubSub"/>.</summary>
public static class Topics
{
    /// <summary><see cref="SongAdded"/> events.</summary>
    public const string Songs = "songs";

    /// <summary><see cref="ShareMade"/> events.</summary>
    public const string Shares = "shares";

    /// <summary><see cref="UserFollowed"/> events.</summary>
    public const string Follows = "follows";
}

/// <summary>A song came into the catalog.</summary>
public sealed record SongAdded(Guid EventId, Song Song);

/// <summary>A share was made. A share to many followers is told in several events, each with some of the recipients.</summary>
/// <param name="EventId">The same at every delivery of the same event.</param>
/// <param name="RecipientIds">The users this event is for, at most 1,000.</param>
public sealed record ShareMade(Guid EventId, Share Share, IReadOnlyList<Guid> RecipientIds);

/// <summary>A user began to follow another.</summary>
public sealed record UserFollowed(Guid EventId, Guid FollowerId, Guid UserId, DateTimeOffset FollowedAt);
