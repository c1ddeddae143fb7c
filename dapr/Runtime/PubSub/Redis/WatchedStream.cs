using System.Globalization;

namespace MusicGraph.Dapr.Runtime.PubSub.Redis;

/// <summary>What is known of a stream that is watched.</summary>
internal sealed class WatchedStream
{
    private readonly Lock _lock = new();
    private (long Time, long Sequence) _last;
    private bool _hasLast;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The newest entry that anybody has seen; what comes behind it is news.</summary>
    public string LastId
    {
        get
        {
            lock (_lock)
                return _hasLast ? string.Create(CultureInfo.InvariantCulture, $"{_last.Time}-{_last.Sequence}") : "$";
        }
    }

    /// <summary>Completes when there is something new.</summary>
    public Task News => Volatile.Read(ref _news).Task;

    public void Saw(string id)
    {
        var separator = id.IndexOf('-', StringComparison.Ordinal);
        var seen = (long.Parse(id.AsSpan(0, separator), CultureInfo.InvariantCulture), long.Parse(id.AsSpan(separator + 1), CultureInfo.InvariantCulture));
        lock (_lock)
        {
            if (!_hasLast || seen.CompareTo(_last) > 0)
                (_last, _hasLast) = (seen, true);
        }
    }

    public void Signal()
        => Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
