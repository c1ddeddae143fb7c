using System.Text.Json.Serialization.Metadata;

namespace MusicGraph.Gateway.Backend;

/// <summary>The catalog service. Its lists leave out what cannot be played where the caller is, as far as that is known.</summary>
internal sealed class CatalogClient(ServiceInvoker services, ViewerCountry country)
{
    public const string AppId = "catalog";

    public Task<Song> AddSongAsync(NewSong song, CancellationToken cancellationToken) =>
        services.PostAsync(AppId, "songs", song, BackendJson.Default.NewSong, BackendJson.Default.Song, cancellationToken);

    /// <summary>What became of each song, in their order.</summary>
    public Task<IReadOnlyList<AddedSong>> AddSongsAsync(IReadOnlyList<NewSong> songs, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "songs/bulk", new NewSongs(songs), BackendJson.Default.NewSongs, BackendJson.Default.IReadOnlyListAddedSong, cancellationToken);

    /// <param name="route">The item's, such as <c>songs/{id}</c>.</param>
    /// <exception cref="ItemNotFoundException">There is no such item.</exception>
    public async Task<T> EditAsync<TEdit, T>(
        string route, TEdit edit, JsonTypeInfo<TEdit> editType, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await services.SendAsync(AppId, HttpMethod.Patch, route, JsonContent.Create(edit, editType), answer, cancellationToken);
        }
        catch (NotFoundException e)
        {
            throw new ItemNotFoundException(e.Message);
        }
    }

    /// <inheritdoc cref="EditAsync"/>
    public async Task DeleteAsync(string route, CancellationToken cancellationToken)
    {
        try
        {
            using var _ = await services.SendAsync(AppId, HttpMethod.Delete, route, null, cancellationToken);
        }
        catch (NotFoundException e)
        {
            throw new ItemNotFoundException(e.Message);
        }
    }

    /// <summary>A window of one of the lists of songs, albums, artists or shows.</summary>
    /// <param name="filters">Those that are null are left out.</param>
    public Task<Page<T>> GetPageAsync<T>(
        string route, PageRequest page, JsonTypeInfo<Page<T>> answer, CancellationToken cancellationToken, params (string Name, string? Value)[] filters) =>
        services.GetAsync(AppId, PageQuery.Of(route, page, [.. filters, ("market", country.Code)]), answer, cancellationToken);

    /// <summary>One page for each window, in their order.</summary>
    public Task<IReadOnlyList<Page<Song>>> GetSongsAsync(IReadOnlyList<SongWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            InMarket("songs/windows"),
            new SongWindowsRequest(windows),
            BackendJson.Default.SongWindowsRequest,
            BackendJson.Default.IReadOnlyListPageSong,
            cancellationToken);

    /// <summary>One page of albums for each window of an artist, in their order.</summary>
    public Task<IReadOnlyList<Page<Album>>> GetAlbumsAsync(IReadOnlyList<AlbumWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            InMarket("albums/windows"),
            new AlbumWindowsRequest(windows),
            BackendJson.Default.AlbumWindowsRequest,
            BackendJson.Default.IReadOnlyListPageAlbum,
            cancellationToken);

    /// <summary>One page of episodes for each window of a show, in their order.</summary>
    public Task<IReadOnlyList<Page<Episode>>> GetEpisodesAsync(IReadOnlyList<ParentWindow> windows, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            InMarket("episodes/windows"),
            new WindowsRequest(windows),
            BackendJson.Default.WindowsRequest,
            BackendJson.Default.IReadOnlyListPageEpisode,
            cancellationToken);

    public Task<IReadOnlyList<RelatedTo>> GetRelatedArtistsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "artists/related", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListRelatedTo, cancellationToken);

    /// <param name="feed">A podcast's feed.</param>
    public Task<FeedImported> ImportShowAsync(HttpContent feed, CancellationToken cancellationToken) =>
        services.SendAsync(AppId, HttpMethod.Post, "shows/import", feed, BackendJson.Default.FeedImported, cancellationToken);

    public Task<IReadOnlyList<Genre>> GetGenresAsync(CancellationToken cancellationToken) =>
        services.GetAsync(AppId, "genres", BackendJson.Default.IReadOnlyListGenre, cancellationToken);

    /// <summary>Items of all kinds in one call; those that are not there are left out.</summary>
    public Task<IReadOnlyList<CatalogItem>> GetItemsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "items/batch", new BatchRequest(ids), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListCatalogItem, cancellationToken);

    private string InMarket(string route) => country.Code is { } code ? $"{route}?market={code}" : route;
}
