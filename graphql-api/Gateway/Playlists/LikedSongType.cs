using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Playlists;

[ObjectType<Song>]
internal static partial class LikedSongType
{
    /// <summary>Whether it is among your Liked Songs.</summary>
    public static async Task<bool> GetIsLikedAsync(
        [Parent] Song song, ClaimsPrincipal caller, ILikedSongDataLoader likedSong, CancellationToken cancellationToken) =>
        caller.UserId() is not null && await likedSong.LoadAsync(song.Id, cancellationToken) is not null;
}
