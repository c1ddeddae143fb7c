namespace MusicGraph.Gateway.Follows;

internal static class FollowDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, SocialProfile>> GetSocialProfileByUserIdAsync(
        IReadOnlyList<Guid> userIds, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetProfilesAsync(userIds, cancellationToken)).ToDictionary(profile => profile.UserId);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, ArtistFollows>> GetFollowsByArtistIdAsync(
        IReadOnlyList<Guid> artistIds, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetArtistFollowsAsync(artistIds, cancellationToken)).ToDictionary(follows => follows.ArtistId);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Guid>>> GetFollowersByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetFollowersAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Guid>>> GetFollowingByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetFollowingAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Guid>>> GetArtistsFollowedByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetArtistsFollowedAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
