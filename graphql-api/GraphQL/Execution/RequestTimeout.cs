using System.Collections.Concurrent;

namespace MusicGraph.GraphQL.Execution;

/// <summary>A pooled token that is cancelled when the client goes away or the time is up.</summary>
internal sealed class RequestTimeout
{
    private const int MaxPooled = 256;

    private static readonly ConcurrentQueue<RequestTimeout> Pool = [];

    private CancellationTokenSource _source = new();
    private CancellationTokenRegistration _aborted;

    public CancellationToken Token => _source.Token;

    public static RequestTimeout Start(TimeSpan limit, CancellationToken aborted)
    {
        if (!Pool.TryDequeue(out var timeout)) timeout = new RequestTimeout();
        timeout._source.CancelAfter(limit);
        timeout._aborted = aborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timeout._source);
        return timeout;
    }

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
