namespace MusicGraph.Gateway.Shares;

[QueryType]
internal static partial class ShareQueries
{
    /// <summary>A share by its id; null where there is none that you may see.</summary>
    [NodeResolver]
    public static Task<Share?> GetShareByIdAsync(Guid id, IShareByIdDataLoader shareById, CancellationToken cancellationToken) =>
        shareById.LoadAsync(id, cancellationToken);
}
