namespace MusicGraph.Gateway.Feed;

internal static class ActivityDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Activity>>> GetActivityByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetActivityAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
