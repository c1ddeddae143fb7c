namespace MusicGraph.Gateway.Artists;

[MutationType]
internal static partial class ArtistMutations
{
    /// <summary>Changes an artist; what is not given stays, an empty text removes what may be missing.</summary>
    /// <param name="artistId">Which one.</param>
    /// <param name="name">What they are called from now on.</param>
    /// <param name="country">Where they come from: ISO 3166-1 alpha-2.</param>
    /// <param name="bio">What they tell about themselves.</param>
    /// <param name="availableMarkets">The only countries where it may be played.</param>
    /// <param name="isAvailableEverywhere">True frees it of being limited to some countries.</param>
    /// <param name="metadata">What else is known of it, in addition to what was; an empty value removes an entry.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [Error<NameTakenException>]
    public static Task<Artist> EditArtistAsync(
        [ID<Artist>] Guid artistId,
        string? name,
        string? country,
        string? bio,
        IReadOnlyList<string>? availableMarkets,
        bool? isAvailableEverywhere,
        IReadOnlyList<MetadataEntry>? metadata,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.EditAsync(
            $"artists/{artistId}",
            new ArtistEdit(name, country, bio)
            {
                AvailableMarkets = availableMarkets,
                IsAvailableEverywhere = isAvailableEverywhere ?? false,
                Metadata = MetadataEntry.ToDictionary(metadata),
            },
            BackendJson.Default.ArtistEdit,
            BackendJson.Default.Artist,
            cancellationToken);

    /// <summary>Deletes an artist who has no songs and albums.</summary>
    /// <param name="artistId">Which one.</param>
    [Authorize]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [Error<StillInUseException>]
    [UseMutationConvention(PayloadFieldName = "deletedArtistId")]
    [ID<Artist>]
    public static async Task<Guid> DeleteArtistAsync(
        [ID<Artist>] Guid artistId, [Service] CatalogClient catalog, CancellationToken cancellationToken)
    {
        await catalog.DeleteAsync($"artists/{artistId}", cancellationToken);
        return artistId;
    }
}
