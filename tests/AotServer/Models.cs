using System.Text.Json;

namespace MusicGraph.AotServer;

/// <summary>A recording.</summary>
public sealed record Song(Guid Id, string Title, Guid ArtistId, Mood Mood, TimeSpan Length, DateTimeOffset AddedAt) : ISearchResult;

/// <summary>Who made it.</summary>
public sealed record Artist(Guid Id, string Name) : ISearchResult, INamed;

public enum Mood
{
    VerySad,
    Happy,
}

[UnionType("SearchResult")]
public interface ISearchResult;

[InterfaceType("Named")]
public interface INamed
{
    string Name { get; }
}

public sealed record SongFilter(Mood? Mood = null, string? Title = null, IReadOnlyList<string>? Words = null)
{
    public Optional<string?> Note { get; init; }
}

/// <summary>Every scalar that the engine has a C# type for.</summary>
public sealed record Everything(
    int Int, long Long, short Short, byte Byte, double Float, decimal Decimal, bool Boolean, string String, Guid Uuid, DateTimeOffset Moment,
    DateOnly Day, TimeOnly Time, TimeSpan Span, Uri Link, byte[] Bytes, JsonElement Json, IReadOnlyList<int?> Numbers, Mood Mood);

/// <summary>There is a song of this title.</summary>
public sealed class TitleTakenException(string title) : Exception($"There is a song named {title}.")
{
    public string Title { get; } = title;
}
