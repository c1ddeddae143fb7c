using System.Threading.Channels;
using MusicGraph.Contracts;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Feeding;

/// <summary>
/// Opens the index at the start and builds it where there is none, and builds it anew when it is asked to, while the old one answers.
/// </summary>
internal sealed class IndexBuilder(
    IIndexStore store, Owners owners, IndexReadiness readiness, SearchOptions options, TimeProvider time, ILogger<IndexBuilder> logger)
    : BackgroundService
{
    private const int DocumentsOfTransaction = 2000;
    private const int LoudAttempt = 40;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    // One that is asked for while another waits is the same.
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _written;

    /// <summary>Whether an index is being built, or will be in a moment.</summary>
    public bool IsBuilding { get; private set; }

    /// <summary>How many documents the one that is being built has.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Asks for another index.</summary>
    public void Ask()
    {
        IsBuilding = true;
        _asked.Writer.TryWrite(true);
    }

    public async Task<SearchIndexState> StateAsync(CancellationToken cancellationToken)
    {
        await readiness.Opened.WaitAsync(cancellationToken);
        await using var reader = await store.ReadAsync(cancellationToken);
        return new SearchIndexState(await reader.CountAsync(cancellationToken), store.BuiltAt, IsBuilding, IsBuilding ? Written : 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(store.OpenAsync, stoppingToken);
        readiness.SetOpened();
        if (store.BuiltAt is null || options.Rebuild)
            Ask();
        await foreach (var _ in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            IsBuilding = true;
            await TryAsync(BuildAsync, stoppingToken);
            IsBuilding = false;
        }
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        await using var build = await store.BuildAsync(cancellationToken);
        // Another replica is at it.
        if (build is null)
            return;
        Interlocked.Exchange(ref _written, 0);
        var together = new List<DocumentChange>();
        await foreach (var documents in owners.ReadAsync(cancellationToken))
        {
            together.AddRange(documents);
            if (together.Count < DocumentsOfTransaction)
                continue;
            await WriteAsync();
        }

        await WriteAsync();
        await build.FinishAsync(time.GetUtcNow(), cancellationToken);

        async Task WriteAsync()
        {
            await build.WriteAsync(together, cancellationToken);
            Interlocked.Add(ref _written, together.Count);
            together.Clear();
        }
    }

    /// <summary>Does it until it succeeds: the sidecar, the services and the database may come up after this one.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> what, CancellationToken stoppingToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await what(stoppingToken);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // That is worth a word only if it takes long.
                if (attempt % LoudAttempt == 0)
                    logger.LogWarning(error, "The search index cannot be opened or built yet");
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
    }
}
