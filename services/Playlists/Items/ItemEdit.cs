using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Items;

/// <summary>What an edit did, for the history and for those who are told.</summary>
internal sealed record ItemEdit(PlaylistChangeKind Kind, IReadOnlyList<Guid> SongIds, int Count, int? From = null, int? To = null)
{
    public static ItemEdit Of(PlaylistChangeKind kind, IReadOnlyList<PlaylistItem> items, int? from = null, int? to = null) =>
        new(kind, [.. items.Select(item => item.SongId)], items.Count, from, to);

    public PlaylistHistoryEntry ToEntry(long version, Guid? by, DateTimeOffset at) => new(version, Kind, by, at, Count, SongIds, From, To);
}
