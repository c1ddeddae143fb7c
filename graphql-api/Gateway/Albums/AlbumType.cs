using MusicGraph.Gateway.Media;

namespace MusicGraph.Gateway.Albums;

[ObjectType<Album>]
internal static partial class AlbumType
{
    static partial void Configure(IObjectTypeDescriptor<Album> descriptor)
    {
        descriptor.Ignore(album => album.Version);
        descriptor.Ignore(album => album.DeletedAt);
        descriptor.Ignore(album => album.Extra);
    }

    /// <summary>Whose it is, in the order of the credits.</summary>
    [BindMember(nameof(Album.ArtistIds))]
    public static async Task<IReadOnlyList<Artist>> GetArtistsAsync(
        [Parent] Album album, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        [.. (await artistById.LoadAsync(album.ArtistIds, cancellationToken)).OfType<Artist>()];

    /// <summary>Its songs.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        [Parent] Album album, PagingArguments paging, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken) =>
        (await songsByWindow.LoadAsync(new SongWindow(SongParent.Album, album.Id.ToString(), paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Where its cover is, relative to the address of this server; 404 where it has none.</summary>
    public static string GetCoverUrl([Parent] Album album) => MediaRoutes.CoverUrl(album.Id);

    /// <summary>How exactly the release date is known.</summary>
    public static ReleaseDatePrecision? GetReleaseDatePrecision([Parent] Album album) => ReleaseDates.PrecisionOf(album.ReleaseDate);

    /// <summary>Whether it may be played in a country.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; where you are, as far as that is known, when not given.</param>
    public static bool IsPlayable([Parent] Album album, string? country, [Service] ViewerCountry viewer) =>
        album.IsAvailableIn(country?.ToUpperInvariant() ?? viewer.Code);

    /// <summary>What else is known of it.</summary>
    public static IReadOnlyList<MetadataEntry> GetMetadata([Parent] Album album) => MetadataEntry.ListOf(album);

    /// <summary>Its cover in several sizes, the largest first.</summary>
    public static async Task<IReadOnlyList<Image>> GetImagesAsync(
        [Parent] Album album, ICoverByItemIdDataLoader coverByItemId, CancellationToken cancellationToken) =>
        Image.ListOf(await coverByItemId.LoadAsync(album.Id, cancellationToken), nameof(Album));

    /// <summary>The kind of music of its first song.</summary>
    [BindMember(nameof(Album.GenreSlug))]
    public static async Task<Genre?> GetGenreAsync([Parent] Album album, IGenreBySlugDataLoader genreBySlug, CancellationToken cancellationToken) =>
        album.GenreSlug is { } slug ? await genreBySlug.LoadAsync(slug, cancellationToken) : null;

    /// <summary>Who added it to the catalog.</summary>
    public static Task<User?> GetAddedByAsync([Parent] Album album, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(album.AddedBy, cancellationToken);
}
