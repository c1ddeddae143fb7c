using System.Text;

namespace MusicGraph.Gateway.Shows;

[MutationType]
internal static partial class ShowMutations
{
    /// <summary>
    /// Takes a podcast in from its feed, or again with what is new; partners and admins may add one, and who did may do so again. A feed of
    /// more than a megabyte goes to POST /shows/import.
    /// </summary>
    /// <param name="feed">The text of the feed: RSS 2.0.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<LimitExceededException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "import")]
    public static Task<FeedImported> ImportShowAsync(string feed, [Service] CatalogClient catalog, CancellationToken cancellationToken) =>
        catalog.ImportShowAsync(new StringContent(feed, Encoding.UTF8, "application/rss+xml"), cancellationToken);

    /// <summary>Changes a podcast until its feed is imported again; what is not given stays, an empty text removes what may be missing.</summary>
    /// <param name="showId">Which one.</param>
    /// <param name="title">What it is called from now on.</param>
    /// <param name="publisher">Who makes it.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="isExplicit">Whether its words are not for children.</param>
    /// <param name="availableMarkets">The only countries where it may be played.</param>
    /// <param name="isAvailableEverywhere">True frees it of being limited to some countries.</param>
    /// <param name="metadata">What else is known of it, in addition to what was; an empty value removes an entry.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    public static Task<Show> EditShowAsync(
        [ID<Show>] Guid showId,
        string? title,
        string? publisher,
        string? description,
        bool? isExplicit,
        IReadOnlyList<string>? availableMarkets,
        bool? isAvailableEverywhere,
        IReadOnlyList<MetadataEntry>? metadata,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.EditAsync(
            $"shows/{showId}",
            new ShowEdit(title, publisher, description, isExplicit)
            {
                AvailableMarkets = availableMarkets,
                IsAvailableEverywhere = isAvailableEverywhere ?? false,
                Metadata = MetadataEntry.ToDictionary(metadata),
            },
            BackendJson.Default.ShowEdit,
            BackendJson.Default.Show,
            cancellationToken);

    /// <summary>Deletes a podcast with all its episodes.</summary>
    /// <param name="showId">Which one.</param>
    [Authorize]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "deletedShowId")]
    [ID<Show>]
    public static async Task<Guid> DeleteShowAsync(
        [ID<Show>] Guid showId, [Service] CatalogClient catalog, CancellationToken cancellationToken)
    {
        await catalog.DeleteAsync($"shows/{showId}", cancellationToken);
        return showId;
    }

    /// <summary>Changes an episode until its feed is imported again; what is not given stays, an empty text removes what may be missing.</summary>
    /// <param name="episodeId">Which one.</param>
    /// <param name="title">What it is called from now on.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="isExplicit">Whether its words are not for children.</param>
    /// <param name="availableMarkets">The only countries where it may be played.</param>
    /// <param name="isAvailableEverywhere">True frees it of being limited to some countries.</param>
    /// <param name="metadata">What else is known of it, in addition to what was; an empty value removes an entry.</param>
    [Authorize]
    [Error<InvalidInputException>]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    public static Task<Episode> EditEpisodeAsync(
        [ID<Episode>] Guid episodeId,
        string? title,
        string? description,
        bool? isExplicit,
        IReadOnlyList<string>? availableMarkets,
        bool? isAvailableEverywhere,
        IReadOnlyList<MetadataEntry>? metadata,
        [Service] CatalogClient catalog,
        CancellationToken cancellationToken) =>
        catalog.EditAsync(
            $"episodes/{episodeId}",
            new EpisodeEdit(title, description, isExplicit)
            {
                AvailableMarkets = availableMarkets,
                IsAvailableEverywhere = isAvailableEverywhere ?? false,
                Metadata = MetadataEntry.ToDictionary(metadata),
            },
            BackendJson.Default.EpisodeEdit,
            BackendJson.Default.Episode,
            cancellationToken);

    /// <summary>Deletes an episode; an import of its feed that names it brings it back.</summary>
    /// <param name="episodeId">Which one.</param>
    [Authorize]
    [Error<ItemNotFoundException>]
    [Error<NotAuthorizedException>]
    [UseMutationConvention(PayloadFieldName = "deletedEpisodeId")]
    [ID<Episode>]
    public static async Task<Guid> DeleteEpisodeAsync(
        [ID<Episode>] Guid episodeId, [Service] CatalogClient catalog, CancellationToken cancellationToken)
    {
        await catalog.DeleteAsync($"episodes/{episodeId}", cancellationToken);
        return episodeId;
    }
}
