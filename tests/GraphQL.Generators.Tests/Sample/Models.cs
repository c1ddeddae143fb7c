namespace MusicGraph.GraphQL.Generators.Tests.Sample;

/// <summary>Something with an id.</summary>
public abstract record Item(Guid Id);

/// <summary>A recording.</summary>
/// <param name="Title">What it is called.</param>
public sealed record Song(Guid Id, string Title, IReadOnlyList<Guid> ArtistIds, Mood? Mood, float Loudness, DateTime AddedAt, string? Secret) : Item(Id), ISearchResult
{
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A person or group.</summary>
public sealed record Artist(Guid Id, string Name) : Item(Id), ISearchResult;

public sealed record Playlist(Guid Id, string Name, [property: ID<Artist>] Guid OwnerId, [property: ID<Song>] IReadOnlyList<Guid> SongIds);

/// <summary>How it feels.</summary>
public enum Mood
{
    /// <summary>For rainy days.</summary>
    VerySad,
    Happy,
}

[UnionType("SearchResult")]
public interface ISearchResult;

public sealed record NewPlaylist(string Name, Mood Mood = Mood.Happy, [property: ID<Song>] IReadOnlyList<Guid>? SongIds = null)
{
    public Optional<string?> Description { get; set; }
}

/// <summary>There is a playlist of this name.</summary>
public sealed class NameTakenException(string name) : Exception($"There is a playlist named {name}.")
{
    public string Name { get; } = name;
}

public sealed record TooLong(string Message, int Limit)
{
    public static TooLong CreateErrorFrom(ArgumentException exception) => new(exception.Message, 10);
}
