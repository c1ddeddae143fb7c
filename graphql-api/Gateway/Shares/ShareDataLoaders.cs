namespace MusicGraph.Gateway.Shares;

internal static class ShareDataLoaders
{
    [DataLoader]
    public static async Task<IReadOnlyDictionary<Guid, Share>> GetShareByIdAsync(
        IReadOnlyList<Guid> ids, SocialClient social, CancellationToken cancellationToken) =>
        (await social.GetSharesAsync(ids, cancellationToken)).ToDictionary(share => share.Id);
}
