using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.ServiceDefaults.State;

/// <summary>Read-modify-write under etags: what was read is changed in one transaction, or read again and tried again.</summary>
public sealed class Transactions(IState state, TimeProvider time)
{
    private const int Attempts = 30;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(250);

    private readonly KeyedLock _lock = new();
    private readonly SharedWork _shared = new();

    /// <summary>The time that changes are made at.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

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
        return await CommitAsync(aggregate, work, cancellationToken);
    }

    /// <summary>
    /// Runs a small change that may share its transaction with those of others: whoever gets the turn makes the changes of all who wait
    /// for it. So a list that hundreds append to in a second costs a few transactions, and replicas seldom meet each other there.
    /// </summary>
    /// <param name="keys">What the change reads, as far as that is known before; read in one call for all.</param>
    /// <param name="work">Changes two keys at the most, beside one that all changes of the aggregate have in common.</param>
    /// <exception cref="ContentionException">The change lost against others too many times.</exception>
    public async Task RunTogetherAsync(
        string aggregate, IReadOnlyList<string> keys, Func<StateSession, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mine = new SharedWork.Item(keys, work);
        _shared.Add(aggregate, mine);
        // Others may have made the change by then; so nobody gives up their turn.
        using (await _lock.AcquireAsync(aggregate, CancellationToken.None))
        {
            while (!mine.Done.Task.IsCompleted)
                await RunAllAsync(aggregate, _shared.Take(aggregate));
        }

        await mine.Done.Task;
    }

    private async Task RunAllAsync(string aggregate, IReadOnlyList<SharedWork.Item> items)
    {
        try
        {
            await CommitAsync<bool>(
                aggregate,
                async (session, token) =>
                {
                    await session.LoadAsync(items.SelectMany(item => item.Keys), token);
                    foreach (var item in items)
                        await item.Work(session, token);
                    return true;
                },
                CancellationToken.None);
            foreach (var item in items)
                item.Done.SetResult();
        }
        catch (Exception e)
        {
            // To whoever waits for it.
            foreach (var item in items)
                item.Done.SetException(e);
        }
    }

    private async Task<Outcome<T>> CommitAsync<T>(
        string aggregate, Func<StateSession, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
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
