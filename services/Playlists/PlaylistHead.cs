using MusicGraph.Contracts;

namespace MusicGraph.Playlists;

/// <summary>A playlist as it is stored: everything but its items, which lie in the pages that the directory names.</summary>
/// <param name="Pages">The pages in the order of the items.</param>
/// <param name="NextPage">The number the next new page gets; numbers are not used twice.</param>
/// <param name="Entries">Where it stands in the lists.</param>
internal sealed record PlaylistHead(
    Guid Id,
    Guid OwnerId,
    string Name,
    string? Description,
    Visibility Visibility,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<PageEntry> Pages,
    int NextPage,
    ListEntries Entries)
{
    public int ItemCount => Pages.Sum(page => page.Count);

    public Playlist ToPlaylist() =>
        new(Id, OwnerId, Name, Description, Visibility, ItemCount, Version, CreatedAt, UpdatedAt);

    public bool IsVisibleTo(Guid? user) => Visibility == Visibility.Public || OwnerId == user;
}

/// <summary>A page and how many items it holds.</summary>
internal sealed record PageEntry(int Number, int Count);

/// <summary>The sequence numbers under which a playlist stands in the lists; null where it does not.</summary>
internal sealed record ListEntries(long Owner, long? OwnerPublic, long? Public);
