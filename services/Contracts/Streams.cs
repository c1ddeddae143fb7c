using System.Text.Json;

namespace MusicGraph.Contracts;

/// <summary>The streams of events that subscribers follow, each a log that is kept for the retention.</summary>
public static class StreamNames
{
    /// <summary>What happened between users: <see cref="SocialEvent"/>s, of all users in one order.</summary>
    public const string Social = "social";

    /// <summary>What came into the catalog.</summary>
    public const string Releases = "releases";

    /// <summary>The changes of one playlist. It is kept while somebody follows it, and for the retention after that.</summary>
    public static string Playlist(Guid id) => $"playlist.{id:N}";

    /// <summary>Whether a stream may have this name.</summary>
    public static bool IsPossible(string? name) =>
        name is Social or Releases || (name is not null && name.StartsWith("playlist.", StringComparison.Ordinal) && Guid.TryParseExact(name[9..], "N", out _));
}

/// <summary>An event in its place.</summary>
/// <param name="Sequence">One more than that of the event before in the same stream.</param>
/// <param name="At">When it was appended.</param>
/// <param name="EventId">The event's own id.</param>
/// <param name="Event">The event as its topic has it.</param>
public sealed record StreamEntry(long Sequence, DateTimeOffset At, Guid EventId, JsonElement Event);

/// <summary>Entries were appended to a stream. The gateways' replicas hear of it; what they miss they read from the log.</summary>
public sealed record StreamAppended(string Stream, IReadOnlyList<StreamEntry> Entries);

/// <summary>Body of <c>POST /streams/read</c>.</summary>
/// <param name="After">The sequence number behind which to begin; null reads nothing but the head.</param>
/// <param name="Limit">The most entries to read, 500 when nothing is said.</param>
public sealed record StreamRead(string Stream, long? After = null, int? Limit = null);

/// <summary>A piece of a stream.</summary>
/// <param name="Head">The sequence number of the latest entry.</param>
public sealed record StreamPage(IReadOnlyList<StreamEntry> Entries, long Head);

/// <summary>Body of <c>POST /streams/heads</c>, at most 1,000: how far streams have come that somebody follows.</summary>
public sealed record StreamHeadsRequest(IReadOnlyList<string> Streams);

/// <summary>An entry of a playlist's stream: a <see cref="PlaylistChanged"/> or a <see cref="PlaylistItemsChanged"/>.</summary>
/// <param name="Items">What was done to the items; null where something else changed.</param>
/// <param name="ChangedBy">Who did it; null where that is not known.</param>
public sealed record PlaylistUpdate(Playlist Playlist, bool IsDeleted = false, PlaylistChangeKind? Items = null, Guid? ChangedBy = null);
