namespace MusicGraph.Gateway.Songs;

[ObjectType<Credit>]
internal static partial class CreditType
{
    /// <summary>Who it was.</summary>
    [BindMember(nameof(Credit.ArtistId))]
    public static Task<Artist?> GetArtistAsync([Parent] Credit credit, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        artistById.LoadAsync(credit.ArtistId, cancellationToken);
}
