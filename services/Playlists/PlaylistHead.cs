using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Playlists;

/// <summary>A playlist as it is stored: everything but its items, which lie in the pages that the directory names.</summary>
/// <param name="Pages">The pages in the order of the items.</param>
/// <param name="NextPage">The number the next new page gets; numbers are not used twice.</param>
/// <param name="Revision">Grows by one with every change of the rest: what the lists of playlists go by.</param>
/// <param name="IsDeleted">Whether this is all that is left of it, for those who have not heard yet.</param>
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
    long Revision,
    bool IsDeleted = false)
{
    public int ItemCount => Pages.Sum(page => page.Count);

    public Playlist ToPlaylist() =>
        new(Id, OwnerId, Name, Description, Visibility, ItemCount, Version, CreatedAt, UpdatedAt);

    public PlaylistChanged ToChange() => new(EventIds.Of(Id, Revision), ToPlaylist(), IsDeleted, Revision);

    public bool IsVisibleTo(Guid? user) => !IsDeleted && (Visibility != Visibility.Private || OwnerId == user);
}

/// <summary>A page and how many items it holds.</summary>
internal sealed record PageEntry(int Number, int Count);
