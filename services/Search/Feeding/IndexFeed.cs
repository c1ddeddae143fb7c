using System.Threading.Channels;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Feeding;

/// <summary>
/// Writes what events tell. What comes while a transaction is under way goes into the next one together, so that many events cost few
/// transactions; an event is done when its transaction is.
/// </summary>
internal sealed class IndexFeed(IIndexStore store, IndexReadiness readiness) : BackgroundService
{
    private const int MostChanges = 2000;
    private const int MostWaiting = 1000;

    private readonly Channel<Delivery> _waiting = Channel.CreateBounded<Delivery>(MostWaiting);

    /// <summary>Returns when the changes are kept and found.</summary>
    public async Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return;
        var delivery = new Delivery(changes);
        await _waiting.Writer.WriteAsync(delivery, cancellationToken);
        await delivery.Done.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var together = new List<Delivery>();
            var count = 0;
            while (count < MostChanges && _waiting.Reader.TryRead(out var delivery))
            {
                together.Add(delivery);
                count += delivery.Changes.Count;
            }

            try
            {
                await store.WriteAsync([.. together.SelectMany(delivery => delivery.Changes)], CancellationToken.None);
                foreach (var delivery in together)
                    delivery.Done.SetResult();
            }
            catch (Exception error)
            {
                // Each event is told, and comes again.
                foreach (var delivery in together)
                    delivery.Done.SetException(error);
            }
        }
    }

    private sealed record Delivery(IReadOnlyList<DocumentChange> Changes)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
