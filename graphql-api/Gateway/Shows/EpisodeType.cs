namespace MusicGraph.Gateway.Shows;

[ObjectType<Episode>]
internal static partial class EpisodeType
{
    static partial void Configure(IObjectTypeDescriptor<Episode> descriptor)
    {
        descriptor.Ignore(episode => episode.Version);
        descriptor.Ignore(episode => episode.DeletedAt);
        descriptor.Ignore(episode => episode.Extra);
        descriptor.Ignore(episode => episode.FeedGuid);
        descriptor.Ignore(episode => episode.AddedBy);
    }

    /// <summary>Its length in milliseconds; zero where it is not known.</summary>
    public static int GetDurationMs([Parent] Episode episode) => (int)Math.Min(episode.DurationMs, int.MaxValue);

    /// <summary>The podcast it belongs to.</summary>
    [BindMember(nameof(Episode.ShowId))]
    public static Task<Show?> GetShowAsync([Parent] Episode episode, IShowByIdDataLoader showById, CancellationToken cancellationToken) =>
        showById.LoadAsync(episode.ShowId, cancellationToken);

    /// <summary>How exactly the release date is known.</summary>
    public static ReleaseDatePrecision? GetReleaseDatePrecision([Parent] Episode episode) => ReleaseDates.PrecisionOf(episode.ReleaseDate);

    /// <summary>Whether it may be played in a country.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; where you are, as far as that is known, when not given.</param>
    public static bool IsPlayable([Parent] Episode episode, string? country, [Service] ViewerCountry viewer) =>
        episode.IsAvailableIn(country?.ToUpperInvariant() ?? viewer.Code);

    /// <summary>What else is known of it.</summary>
    public static IReadOnlyList<MetadataEntry> GetMetadata([Parent] Episode episode) => MetadataEntry.ListOf(episode);

    /// <summary>Its picture in several sizes, the largest first.</summary>
    public static async Task<IReadOnlyList<Image>> GetImagesAsync(
        [Parent] Episode episode, ICoverByItemIdDataLoader coverByItemId, CancellationToken cancellationToken) =>
        Image.ListOf(await coverByItemId.LoadAsync(episode.Id, cancellationToken), nameof(Episode));
}
