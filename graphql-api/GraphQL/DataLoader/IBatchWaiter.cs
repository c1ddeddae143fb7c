namespace MusicGraph.GraphQL.DataLoader;

/// <summary>Waits for values of one DataLoader that several of its batches may bring.</summary>
internal interface IBatchWaiter
{
    /// <summary>How many batches are still to come; kept by the DataLoader, under its lock.</summary>
    int PendingBatches { get; set; }

    /// <summary>Called when the last of them has come.</summary>
    void OnLoaded();
}
