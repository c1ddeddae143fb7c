using MusicGraph.Playlists.Likes;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists;

/// <summary>Why somebody may not do something with a playlist.</summary>
internal static class PlaylistProblems
{
    public static Problem NotThere(Guid id, Guid? user) => user is { } caller && id == LikeStore.PlaylistOf(caller)
        ? Problem.Forbidden("Liked Songs follows what you like; it cannot be edited, shared or deleted.")
        : Problem.NotFound("There is no such playlist, or you may not see it.");

    public static Problem NotTheirs() => Problem.Forbidden("This playlist belongs to somebody else.");
}
