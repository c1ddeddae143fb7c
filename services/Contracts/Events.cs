using System.Text.Json.Serialization;

namespace MusicGraph.Contracts;

/// <summary>The Dapr components that services use; what each must be stands in components/README.md.</summary>
public static class Components
{
    public const string StateStore = "statestore";
    public const string PubSub = "pubsub";

    /// <summary><see cref="PubSub"/> once more, by a consumer group per replica: each replica of its subscriber hears every event.</summary>
    public const string Broadcast = "broadcast";
    public const string Media = "media";

    /// <summary>The secret store of the apps, which holds <see cref="Secrets"/>. What components refer to is in another, which apps cannot read.</summary>
    public const string AppSecrets = "app-secrets";

    /// <summary>All that there must be.</summary>
    public static IReadOnlyList<string> Needed { get; } = [StateStore, .. Topics.OfOutboxes.Select(OutboxOf), PubSub, Broadcast, Media, AppSecrets];

    /// <summary>The state store once more, with an outbox that publishes to this topic what is written through it.</summary>
    public static string OutboxOf(string topic) => $"{topic}-outbox";
}

/// <summary>The topics on <see cref="Components.PubSub"/>. Every event of theirs may come twice, late or out of turn.</summary>
public static class Topics
{
    /// <summary><see cref="UserEvent"/>s.</summary>
    public const string Users = "users";

    /// <summary><see cref="CatalogItemChanged"/> events, of all kinds of items.</summary>
    public const string Songs = "songs";

    /// <summary><see cref="PlaylistEvent"/>s: what happened to playlists but not to their items.</summary>
    public const string Playlists = "playlists";

    /// <summary><see cref="PlaylistItemsChanged"/> events: many, and for those who look at a playlist right now.</summary>
    public const string PlaylistItems = "playlist-items";

    /// <summary><see cref="SocialEvent"/>s; see SocialEvents.cs for who is to hear of which.</summary>
    public const string Social = "social";

    /// <summary><see cref="StreamAppended"/> events: what the live subscribers of the gateways wait for.</summary>
    public const string Streams = "streams";

    /// <summary>The topics of what was written to the state store; a service of its own writes each.</summary>
    public static IReadOnlyList<string> OfOutboxes { get; } = [Users, Songs, Playlists, Social];

    /// <summary>Where an event of the topic goes that its subscriber could not handle.</summary>
    public static string DeadLettersOf(string topic) => $"{topic}-dead-letters";
}

/// <summary>What happened to an account.</summary>
/// <param name="EventId">The same at every delivery of the same event.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UserChanged), "userChanged")]
[JsonDerivedType(typeof(UserDeleted), "userDeleted")]
[JsonDerivedType(typeof(TokensRevoked), "tokensRevoked")]
public abstract record UserEvent(Guid EventId);

/// <summary>Somebody registered, or changed what others see of them.</summary>
/// <param name="Revision">Grows with every such event of the account; 1 is the registration.</param>
public sealed record UserChanged(Guid EventId, User User, long Revision) : UserEvent(EventId);

/// <summary>An account is no more: what it owns goes, and what names it must bear that nobody has this id. It never comes back.</summary>
/// <param name="Revision">Grows with every such event of the account.</param>
public sealed record UserDeleted(Guid EventId, Guid UserId, DateTimeOffset DeletedAt, long Revision) : UserEvent(EventId);

/// <summary>Access tokens of a user that have not expired are good no more: of one session, or all that were made before an epoch.</summary>
/// <param name="SessionId">The session that ended; null where it is about the epoch.</param>
/// <param name="Epoch">Tokens that say a lower one are void.</param>
public sealed record TokensRevoked(Guid EventId, Guid UserId, Guid? SessionId, long Epoch) : UserEvent(EventId);

/// <summary>
/// A song, album, artist, show or episode was added, changed or deleted. Whole, so that a reader needs to ask for nothing: what it keeps
/// of an item is replaced by any event with a higher <see cref="CatalogItem.Version"/> of <paramref name="Item"/> and by no other.
/// When an artist, album or show is renamed, what carries its name here is told again.
/// </summary>
/// <param name="EventId">The same at every delivery of the same event.</param>
/// <param name="Item">As it is from now on; if it was deleted, as it was at last, with <see cref="CatalogItem.DeletedAt"/>.</param>
/// <param name="ArtistNames">The names of the artists of a song or album, in the order of its ids; none for other kinds.</param>
/// <param name="AlbumTitle">The title of a song's album.</param>
/// <param name="GenreName">The name of a song's or album's genre.</param>
/// <param name="ShowTitle">The title of an episode's show.</param>
public sealed record CatalogItemChanged(
    Guid EventId,
    CatalogItem Item,
    IReadOnlyList<string> ArtistNames,
    string? AlbumTitle = null,
    string? GenreName = null,
    string? ShowTitle = null)
{
    /// <summary>What the item was before; null where it is new.</summary>
    public CatalogItem? Former { get; init; }

    /// <summary>Whether the item is new.</summary>
    [JsonIgnore]
    public bool IsAdded => Item is { Version: 1, DeletedAt: null };

    /// <summary>Whether the item is no more.</summary>
    [JsonIgnore]
    public bool IsDeleted => Item.DeletedAt is not null;
}
