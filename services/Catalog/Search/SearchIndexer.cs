using MusicGraph.Contracts;

namespace MusicGraph.Catalog.Search;

/// <summary>
/// Keeps the index current. It remembers how far it has read the lists of artists, albums and songs, and reads on from there:
/// at the start from the beginning, then when a song was added here, when an event tells of one, and before a search when it has
/// not looked for a while. So it does no harm to hear of a song twice, and an event that went to another replica is not missed.
/// </summary>
internal sealed class SearchIndexer(CatalogStore store, SearchIndex index, TimeProvider time, ILogger<SearchIndexer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    // Names that documents need; albums and artists come before the songs that name them.
    private readonly Dictionary<Guid, string> _names = [];
    private readonly SemaphoreSlim _reading = new(1, 1);
    private CatalogPosition _position;
    private long _readAt;

    /// <summary>Whether the index holds everything that was there at the start.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Reads what came since the last time.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var (artists, albums, songs, reached) = await store.ReadFromAsync(_position, cancellationToken);
            foreach (var artist in artists.Cast<Artist>())
            {
                _names[artist.Id] = artist.Name;
                index.Add(SearchDocument.Of(artist));
            }

            foreach (var album in albums.Cast<Album>())
            {
                _names[album.Id] = album.Title;
                index.Add(SearchDocument.Of(album, NamesOf(album.ArtistIds)));
            }

            foreach (var song in songs.Cast<Song>())
                index.Add(SearchDocument.Of(song, NamesOf(song.ArtistIds), song.AlbumId is { } album ? _names.GetValueOrDefault(album) : null));

            _position = reached;
            Volatile.Write(ref _readAt, time.GetTimestamp());
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads what came since the last time, if that is a while ago.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        time.GetElapsedTime(Volatile.Read(ref _readAt)) > Stale ? CatchUpAsync(cancellationToken) : Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 1; !IsReady; attempt++)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                IsReady = true;
            }
            catch (DaprException e)
            {
                // The sidecar may come up after the app. That is worth a word only if it takes long.
                if (attempt % 40 == 0)
                    logger.LogWarning(e, "The search index cannot be built yet");
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
    }

    private IEnumerable<string> NamesOf(IEnumerable<Guid> artists) =>
        artists.Select(id => _names.GetValueOrDefault(id)).OfType<string>();
}
