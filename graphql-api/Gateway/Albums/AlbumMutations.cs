namespace MusicGraph.Gateway.Albums;

[MutationType]
internal static partial class AlbumMutations
{
    /// <summary>Changes an album; what is not given stays, an empty text removes what may be missing.</summary>
    /// <param name="albumId">Which one.</param>
    /// <param name="title">What it is called from now on.</param>
    /// <param name="releaseDate">A year, a month or a day: 2024, 2024-05, 2024-05-31.</param>
    /// <param name="type">What kind of release it is.</param>
    /// <param name="label">Who brought it out.</param>
    /// <param name="upc">Its product code, 8 to 14 digits.</param>
    /// <param name="availableMarkets">The only countries where it may be played.</param>
    /// <param name="isAvailableEverywhere">True frees it of being limited to some countries.</param>
    /// <param name="metadata">What else is known of it, in addition to what was; an empty value removes an entry.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [Error<NameTakenException>]
    public static Task<Album> EditAlbumAsync(
        [ID<Album>] Guid albumId,
        string? title,
        string? releaseDate,
        ReleaseType? type,
        string? label,
        string? upc,
        IReadOnlyList<string>? availableMarkets,
        bool? isAvailableEverywhere,
        IReadOnlyList<MetadataEntry>? metadata,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.EditAsync(
            $"albums/{albumId}",
            new AlbumEdit(title, releaseDate, type, label, upc)
            {
                AvailableMarkets = availableMarkets,
                IsAvailableEverywhere = isAvailableEverywhere ?? false,
                Metadata = MetadataEntry.ToDictionary(metadata),
            },
            BackendJson.Default.AlbumEdit,
            BackendJson.Default.Album,
            cancellationToken);

    /// <summary>Deletes an album with its cover; its songs stay, without an album.</summary>
    /// <param name="albumId">Which one.</param>
    [Authorize]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "deletedAlbumId")]
    [ID<Album>]
    public static async Task<Guid> DeleteAlbumAsync(
        [ID<Album>] Guid albumId, [Service] CatalogClient catalog, CancellationToken cancellationToken)
    {
        await catalog.DeleteAsync($"albums/{albumId}", cancellationToken);
        return albumId;
    }
}
