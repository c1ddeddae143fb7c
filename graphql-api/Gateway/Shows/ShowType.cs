namespace MusicGraph.Gateway.Shows;

[ObjectType<Show>]
internal static partial class ShowType
{
    static partial void Configure(IObjectTypeDescriptor<Show> descriptor)
    {
        descriptor.Ignore(show => show.Version);
        descriptor.Ignore(show => show.DeletedAt);
        descriptor.Ignore(show => show.Extra);
        descriptor.Ignore(show => show.FeedKey);
    }

    /// <summary>Its episodes, newest first.</summary>
    [UsePaging(ConnectionName = "Episode", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Episode>> GetEpisodesAsync(
        [Parent] Show show, PagingArguments paging, IEpisodesByShowDataLoader episodesByShow, CancellationToken cancellationToken) =>
        (await episodesByShow.LoadAsync(new ParentWindow(show.Id, paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Who imported it.</summary>
    public static Task<User?> GetAddedByAsync([Parent] Show show, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(show.AddedBy, cancellationToken);

    /// <summary>Whether it may be played in a country.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; where you are, as far as that is known, when not given.</param>
    public static bool IsPlayable([Parent] Show show, string? country, [Service] ViewerCountry viewer) =>
        show.IsAvailableIn(country?.ToUpperInvariant() ?? viewer.Code);

    /// <summary>What else is known of it.</summary>
    public static IReadOnlyList<MetadataEntry> GetMetadata([Parent] Show show) => MetadataEntry.ListOf(show);

    /// <summary>Its picture in several sizes, the largest first.</summary>
    public static async Task<IReadOnlyList<Image>> GetImagesAsync(
        [Parent] Show show, ICoverByItemIdDataLoader coverByItemId, CancellationToken cancellationToken) =>
        Image.ListOf(await coverByItemId.LoadAsync(show.Id, cancellationToken), nameof(Show));
}
