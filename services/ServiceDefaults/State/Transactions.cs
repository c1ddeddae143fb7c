using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.ServiceDefaults.State;

/// <summary>Read-modify-write under etags: what was read is changed in one transaction, or read again and tried again.</summary>
public sealed class Transactions(IState state, TimeProvider time)
{
    private const int Attempts = 30;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(250);

    private readonly KeyedLock _lock = new();

    /// <summary>A session to read with; nothing of it is committed.</summary>
    public StateSession Read() => new(state);

    /// <summary>
    /// Runs <paramref name="work"/> on a fresh session and commits what it put, unless it ended in a problem. When a key was
    /// changed in the meantime, all of it is done again.
    /// </summary>
    /// <param name="aggregate">What is changed; in this process callers take turns at it.</param>
    /// <exception cref="ContentionException">The change lost against others too many times.</exception>
    public async Task<Outcome<T>> RunAsync<T>(
        string aggregate,
        Func<StateSession, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken cancellationToken)
    {
        using var turn = await _lock.AcquireAsync(aggregate, cancellationToken);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var session = new StateSession(state);
            var outcome = await work(session, cancellationToken);
            // From here on the caller may be gone, but the outcome of the commit must be known.
            if (outcome.Problem is not null || await session.TryCommitAsync(aggregate, CancellationToken.None))
                return outcome;

            var ceiling = Math.Min(LongestDelay.TotalMilliseconds, 4 << Math.Min(attempt, 10));
            await Task.Delay(TimeSpan.FromMilliseconds(1 + Random.Shared.NextDouble() * ceiling), time, cancellationToken);
        }

        throw new ContentionException(aggregate);
    }
}

/// <summary>A change lost against others too many times; the caller may try again later.</summary>
public sealed class ContentionException(string aggregate) : Exception($"Too many others are changing '{aggregate}'.");
