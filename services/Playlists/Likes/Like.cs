using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Likes;

/// <summary>A song that a user likes.</summary>
internal sealed record Like(Guid SongId, DateTimeOffset At, int DurationMs, PlaylistItemKind Kind);
