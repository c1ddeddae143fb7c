namespace MusicGraph.Gateway.Backend;

/// <summary>The catalog service: songs, albums, artists, genres.</summary>
internal sealed class CatalogClient(ServiceInvoker services)
{
    public const string AppId = "catalog";

    public Task<Song> AddSongAsync(NewSong song, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "songs", song, BackendJson.Default.NewSong, BackendJson.Default.Song, cancellationToken);

    /// <param name="genre">A genre's slug, or null for all.</param>
    public Task<Page<Song>> GetSongsAsync(string? genre, PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("songs", page, ("genre", genre)), BackendJson.Default.PageSong, cancellationToken);

    public Task<Page<Album>> GetAlbumsAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("albums", page), BackendJson.Default.PageAlbum, cancellationToken);

    /// <summary>One page for each window, in their order.</summary>
    public Task<IReadOnlyList<Page<Song>>> GetSongsAsync(IReadOnlyList<SongWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "songs/windows",
            new SongWindowsRequest(windows),
            BackendJson.Default.SongWindowsRequest,
            BackendJson.Default.IReadOnlyListPageSong,
            cancellationToken);

    /// <summary>One page of albums for each window of an artist, in their order.</summary>
    public Task<IReadOnlyList<Page<Album>>> GetAlbumsAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            "albums/windows",
            new WindowsRequest(windows),
            BackendJson.Default.WindowsRequest,
            BackendJson.Default.IReadOnlyListPageAlbum,
            cancellationToken);

    public Task<Page<Artist>> GetArtistsAsync(PageRequest page, CancellationToken cancellationToken) =>
        services.GetAsync(AppId, PageQuery.Of("artists", page), BackendJson.Default.PageArtist, cancellationToken);

    public Task<IReadOnlyList<Genre>> GetGenresAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "genres", BackendJson.Default.IReadOnlyListGenre, cancellationToken);

    /// <summary>Songs, albums and artists in one call; those that are not there are left out.</summary>
    public Task<IReadOnlyList<CatalogItem>> GetItemsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "items/batch", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListCatalogItem, cancellationToken);
}
