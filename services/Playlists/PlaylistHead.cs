using MusicGraph.Contracts;
using MusicGraph.Playlists.Items;
using MusicGraph.Playlists.Sharing;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Playlists;

/// <summary>A playlist as it is stored: everything but its items, which lie in the pages that the directory names.</summary>
/// <param name="Version">Grows by one with every change of the items: what snapshots go by.</param>
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
    /// <summary>Collaborators of one playlist.</summary>
    public const int MostCollaborators = 100;

    public IReadOnlyList<Collaborator>? Collaborators { get; init; }

    public IReadOnlyList<StoredInvite>? Invites { get; init; }

    /// <summary>Pages whose items were replaced, still to be deleted.</summary>
    public IReadOnlyList<int>? Dropped { get; init; }

    /// <summary>The latest entries of the history (<see cref="History.HistoryFormat"/>), until they are a page's worth.</summary>
    public byte[]? RecentHistory { get; init; }

    /// <summary>Pages of history that were written so far; old ones have expired.</summary>
    public int HistoryPages { get; init; }

    public int ItemCount => Pages.Sum(page => page.Count);

    public long DurationMs => Pages.Sum(page => page.DurationMs);

    /// <summary>What a user sees of it: who may only look is nobody's business but of those who take part.</summary>
    public Playlist ToPlaylist(Guid? viewer) => ToPlaylist(
        IsMember(viewer) ? Collaborators : Collaborators?.Where(one => one.Role == CollaboratorRole.Editor).ToArray());

    public PlaylistChanged ToChange(int followers, IReadOnlyList<Guid>? left = null) =>
        new(EventIds.Of(Id, Revision), ToPlaylist(Collaborators), IsDeleted, Revision, followers, left);

    public PlaylistItemsChanged ToItemsChange(Guid? by, PlaylistChangeKind kind) =>
        new(EventIds.Of(Id, -1 - Version), ToPlaylist(Collaborators), by, kind);

    public bool IsVisibleTo(Guid? user) => !IsDeleted && (Visibility != Visibility.Private || IsMember(user));

    public bool IsMember(Guid? user) => user is { } id && (id == OwnerId || RoleOf(id) is not null);

    /// <summary>Whether the user may change the items.</summary>
    public bool IsEditableBy(Guid user) => user == OwnerId || RoleOf(user) == CollaboratorRole.Editor;

    public CollaboratorRole? RoleOf(Guid user) => Collaborators?.FirstOrDefault(one => one.UserId == user)?.Role;

    private Playlist ToPlaylist(IReadOnlyList<Collaborator>? collaborators) => new(
        Id, OwnerId, Name, Description, Visibility, ItemCount, Version, CreatedAt, UpdatedAt, DurationMs,
        collaborators is { Count: > 0 } ? collaborators : null);
}
