using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// MapSourceToResponseEvent, section 6.2.3.2: one response for each event. Written out, since an iterator keeps every parameter twice and
/// there are as many of these as there are subscribers.
/// </summary>
/// <param name="context">That of the subscription.</param>
internal sealed class SubscriptionResponses(
    RequestExecutor executor,
    IAsyncEnumerable<object> source,
    RequestContext context,
    CompiledDocument document,
    SelectionPlan plan,
    VariableValues variables) : IAsyncEnumerable<SingleResult>, IAsyncEnumerator<SingleResult>
{
    private IAsyncEnumerator<object>? _events;
    private CancellationTokenSource? _linked;

    public SingleResult Current { get; private set; } = null!;

    /// <summary>Can be called once.</summary>
    public IAsyncEnumerator<SingleResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled && cancellationToken != context.RequestAborted)
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
            context = context with { RequestAborted = _linked.Token };
        }

        _events = source.GetAsyncEnumerator(context.RequestAborted);
        return this;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNextAsync()
    {
        Current = null!;
        if (!await _events!.MoveNextAsync().ConfigureAwait(false)) return false;
        Current = await executor.ExecuteEventAsync(context, document, plan, variables, _events.Current).ConfigureAwait(false);
        Current.EventId = executor.Options.EventIdOf?.Invoke(_events.Current);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _linked?.Dispose();
        return _events?.DisposeAsync() ?? default;
    }
}
