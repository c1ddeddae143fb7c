namespace MusicGraph.Gateway.Artists;

[ObjectType<Artist>]
internal static partial class ArtistType
{
    static partial void Configure(IObjectTypeDescriptor<Artist> descriptor)
    {
        descriptor.Ignore(artist => artist.Version);
        descriptor.Ignore(artist => artist.DeletedAt);
        descriptor.Ignore(artist => artist.Extra);
        descriptor.Ignore(artist => artist.AddedBy);
    }

    /// <summary>The songs they are credited for, newest first.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        [Parent] Artist artist, PagingArguments paging, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken) =>
        (await songsByWindow.LoadAsync(new SongWindow(SongParent.Artist, artist.Id.ToString(), paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Their albums, newest first.</summary>
    /// <param name="type">Only releases of this kind.</param>
    [UsePaging(ConnectionName = "Album", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Album>> GetAlbumsAsync(
        [Parent] Artist artist, ReleaseType? type, PagingArguments paging, IAlbumsByArtistDataLoader albumsByArtist, CancellationToken cancellationToken) =>
        (await albumsByArtist.LoadAsync(new AlbumWindow(artist.Id, type, paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>What else is known of it.</summary>
    public static IReadOnlyList<MetadataEntry> GetMetadata([Parent] Artist artist) => MetadataEntry.ListOf(artist);

    /// <summary>A picture of them in several sizes, the largest first.</summary>
    public static async Task<IReadOnlyList<Image>> GetImagesAsync(
        [Parent] Artist artist, ICoverByItemIdDataLoader coverByItemId, CancellationToken cancellationToken) =>
        Image.ListOf(await coverByItemId.LoadAsync(artist.Id, cancellationToken), nameof(Artist));

    /// <summary>Their most popular songs, then new ones.</summary>
    /// <param name="first">The most to have, up to 50; 10 when not given.</param>
    public static async Task<IReadOnlyList<Song>> GetTopSongsAsync(
        [Parent] Artist artist, int? first, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken)
    {
        var window = new SongWindow(SongParent.ArtistTop, artist.Id.ToString(), new PageRequest(first ?? 10));
        return [.. (await songsByWindow.LoadAsync(window, cancellationToken))?.Items.Select(item => item.Value) ?? []];
    }

    /// <summary>Who is like them: who made songs with them, then who makes the same kinds of music; at most 20.</summary>
    public static async Task<IReadOnlyList<Artist>> GetRelatedArtistsAsync(
        [Parent] Artist artist, IRelatedArtistsDataLoader relatedArtists, CancellationToken cancellationToken) =>
        await relatedArtists.LoadAsync(artist.Id, cancellationToken) ?? [];

    /// <summary>The kinds of music they make.</summary>
    [BindMember(nameof(Artist.GenreSlugs))]
    public static async Task<IReadOnlyList<Genre>> GetGenresAsync(
        [Parent] Artist artist, IGenreBySlugDataLoader genreBySlug, CancellationToken cancellationToken) =>
        [.. (await genreBySlug.LoadAsync(artist.GenreSlugs, cancellationToken)).OfType<Genre>()];
}
