namespace MusicGraph.Dapr.Runtime.State.Outbox;

/// <summary>What became of a transaction.</summary>
internal enum TransactionOutcome
{
    /// <summary>Only the store can tell: it ran in another process, or its answer was lost.</summary>
    Unknown,

    Done,

    NotDone,
}
