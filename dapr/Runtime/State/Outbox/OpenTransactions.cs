using System.Collections.Concurrent;

namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>
/// The outbox transactions that this process is in the middle of, and those that it knows to have failed: an event of the first waits for
/// exactly as long as needed and one of the second goes at once, where daprd waits for both until it gives up.
/// </summary>
internal sealed class OpenTransactions
{
    // An event that comes later than this many failures is looked up in the store like any other.
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, Task<TransactionOutcome>> _byRecord = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _failed = new();

    public void Add(string recordKey, Task<TransactionOutcome> outcome) => _byRecord[recordKey] = outcome;

    /// <summary>Forgets what became of a transaction, unless it failed for sure.</summary>
    public void Settle(IReadOnlyList<string> recordKeys, TransactionOutcome outcome)
    {
        foreach (var key in recordKeys)
        {
            if (outcome == TransactionOutcome.NotDone)
                _failed.Enqueue(key);
            else
                _byRecord.TryRemove(key, out _);
        }

        while (_failed.Count > Remembered && _failed.TryDequeue(out var oldest))
            _byRecord.TryRemove(oldest, out _);
    }

    /// <summary>Waits for the end of a transaction that is under way.</summary>
    public async ValueTask<TransactionOutcome> OutcomeAsync(string recordKey, CancellationToken cancellationToken)
        => _byRecord.TryGetValue(recordKey, out var outcome)
            ? await outcome.WaitAsync(cancellationToken).ConfigureAwait(false)
            : TransactionOutcome.Unknown;
}
