using MusicGraph.Contracts;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Queries;

/// <summary>Answers searches from an index.</summary>
/// <param name="budget">How long a search may take; then it answers what it has.</param>
internal sealed class SearchEngine(TimeSpan budget)
{
    /// <param name="request">Checked by <see cref="SearchRules"/>.</param>
    public async ValueTask<SearchAnswer> SearchAsync(IIndexStore store, SearchRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(budget);
        await using var reader = await store.ReadAsync(cancellationToken);
        var search = new Search(reader, request, limit.Token);
        try
        {
            await search.RunAsync();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // What was found until then is the answer.
        }

        cancellationToken.ThrowIfCancellationRequested();
        return search.Answer(isPartial: limit.IsCancellationRequested);
    }
}
