using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Sharing;

/// <summary>An invite link as the playlist knows it: by the hash of its secret.</summary>
internal sealed record StoredInvite(string Hash, CollaboratorRole Role, DateTimeOffset ExpiresAt);
