namespace MusicGraph.Gateway.Shares;

internal static class ShareDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Share>> GetShareByIdAsync(
        IReadOnlyList<Guid> ids, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetSharesAsync(ids, cancellationToken)).ToDictionary(share => share.Id);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Share>>> GetSharesByUserIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetSharesAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, ShareReactions>> GetReactionsByShareIdAsync(
        IReadOnlyList<Guid> shareIds, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetReactionsAsync(shareIds, cancellationToken)).ToDictionary(reactions => reactions.ShareId);

    [DataLoader]
    public static async Task<IReadOnlyDictionary<ParentWindow, Page<Guid>>> GetLikersByShareIdAsync(
        IReadOnlyList<ParentWindow> windows, SocialClient social, CancellationToken cancellationToken) =>
        windows.Zip(await social.GetLikersAsync(windows, cancellationToken)).ToDictionary(pair => pair.First, pair => pair.Second);
}
