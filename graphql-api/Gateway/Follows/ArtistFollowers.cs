namespace MusicGraph.Gateway.Follows;

[ObjectType<Artist>]
internal static partial class ArtistFollowers
{
    /// <summary>How many follow them.</summary>
    public static async Task<int> GetFollowerCountAsync(
        [Parent] Artist artist, IFollowsByArtistIdDataLoader followsByArtistId, CancellationToken cancellationToken) =>
        (await followsByArtistId.LoadAsync(artist.Id, cancellationToken))?.Followers ?? 0;

    /// <summary>Whether you follow them.</summary>
    public static async Task<bool> GetIsFollowedByMeAsync(
        [Parent] Artist artist, IFollowsByArtistIdDataLoader followsByArtistId, CancellationToken cancellationToken) =>
        (await followsByArtistId.LoadAsync(artist.Id, cancellationToken))?.FollowedByViewer ?? false;
}
