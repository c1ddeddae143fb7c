using System.Collections.Concurrent;

namespace MusicGraph.GraphQL.Execution;

/// <summary>A pooled token that is cancelled when the client goes away or the time is up.</summary>
internal sealed class RequestTimeout
{
    private const int MaxPooled = 256;

    private static readonly ConcurrentQueue<RequestTimeout> Pool = [];

    private CancellationTokenSource _source = new();
    private CancellationTokenRegistration _aborted;

    private TimeSpan _limit;

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up, rather than the client gone.</summary>
    public bool IsUp => _source.IsCancellationRequested && !_aborted.Token.IsCancellationRequested;

    public GraphQLError Error => new($"The request exceeded the configured timeout of `{_limit:c}`.", Code: "HC0045");

    public static RequestTimeout Start(TimeSpan limit, CancellationToken aborted)
    {
        if (!Pool.TryDequeue(out var timeout)) timeout = new RequestTimeout();
        timeout._limit = limit;
        timeout._source.CancelAfter(limit);
        timeout._aborted = aborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout._source);
        return timeout;
    }

    public void Cancel() => _source.Cancel();

    /// <summary>To be called once nobody uses the token any more.</summary>
    public void Return()
    {
        _aborted.Dispose();
        if (!_source.TryReset())
        {
            _source.Dispose();
            _source = new CancellationTokenSource();
        }

        if (Pool.Count < MaxPooled) Pool.Enqueue(this);
    }
}
