namespace MusicGraph.Gateway.Songs;

[ObjectType<Song>]
internal static partial class SongType
{
    static partial void Configure(IObjectTypeDescriptor<Song> descriptor)
    {
        descriptor.Ignore(song => song.Version);
        descriptor.Ignore(song => song.DeletedAt);
        descriptor.Ignore(song => song.Extra);
        descriptor.Ignore(song => song.ContentHash);
    }

    /// <summary>Its length in milliseconds.</summary>
    public static int GetDurationMs([Parent] Song song) => (int)Math.Min(song.DurationMs, int.MaxValue);

    /// <summary>Who made it, in the order of the credits.</summary>
    [BindMember(nameof(Song.ArtistIds))]
    public static async Task<IReadOnlyList<Artist>> GetArtistsAsync(
        [Parent] Song song, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        [.. (await artistById.LoadAsync(song.ArtistIds, cancellationToken)).OfType<Artist>()];

    /// <summary>The release it is on.</summary>
    [BindMember(nameof(Song.AlbumId))]
    public static async Task<Album?> GetAlbumAsync([Parent] Song song, IAlbumByIdDataLoader albumById, CancellationToken cancellationToken) =>
        song.AlbumId is { } id ? await albumById.LoadAsync(id, cancellationToken) : null;

    /// <summary>Its kind of music.</summary>
    [BindMember(nameof(Song.GenreSlug))]
    public static async Task<Genre?> GetGenreAsync([Parent] Song song, IGenreBySlugDataLoader genreBySlug, CancellationToken cancellationToken) =>
        song.GenreSlug is { } slug ? await genreBySlug.LoadAsync(slug, cancellationToken) : null;

    /// <summary>Where to stream it from; null while nothing was uploaded.</summary>
    public static Task<AudioFile?> GetAudioAsync([Parent] Song song, IAudioBySongIdDataLoader audioBySongId, CancellationToken cancellationToken) =>
        audioBySongId.LoadAsync(song.Id, cancellationToken);

    /// <summary>Who added it to the catalog.</summary>
    public static Task<User?> GetAddedByAsync([Parent] Song song, IUserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(song.AddedBy, cancellationToken);

    /// <summary>How exactly the release date is known.</summary>
    public static ReleaseDatePrecision? GetReleaseDatePrecision([Parent] Song song) => ReleaseDates.PrecisionOf(song.ReleaseDate);

    /// <summary>Whether it may be played in a country.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; where you are, as far as that is known, when not given.</param>
    public static bool IsPlayable([Parent] Song song, string? country, [Service] ViewerCountry viewer) =>
        song.IsAvailableIn(country?.ToUpperInvariant() ?? viewer.Code);

    /// <summary>What else is known of it.</summary>
    public static IReadOnlyList<MetadataEntry> GetMetadata([Parent] Song song) => MetadataEntry.ListOf(song);

    /// <summary>Everybody who had a part in it, in the order of the credits.</summary>
    public static IReadOnlyList<Credit> GetCredits([Parent] Song song) =>
        song.Credits ?? [.. song.ArtistIds.Select(id => new Credit(id, CreditRole.Main))];

    /// <summary>The cover of its album in several sizes, the largest first.</summary>
    public static async Task<IReadOnlyList<Image>> GetImagesAsync(
        [Parent] Song song, ICoverByItemIdDataLoader coverByItemId, CancellationToken cancellationToken) =>
        song.AlbumId is { } album ? Image.ListOf(await coverByItemId.LoadAsync(album, cancellationToken), nameof(Album)) : [];
}
