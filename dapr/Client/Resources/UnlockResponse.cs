namespace MusicGraph.Dapr.Client;

/// <summary>What became of giving a lock back.</summary>
public enum LockStatus
{
    /// <summary>It is free.</summary>
    Success,

    /// <summary>Nobody had it.</summary>
    LockDoesNotExist,

    /// <summary>Another has it.</summary>
    LockBelongsToOthers,

    /// <summary>The store failed.</summary>
    InternalError,
}

/// <summary>What became of giving a lock back.</summary>
/// <param name="status">What became of it.</param>
[Obsolete(DaprClient.Alpha)]
public sealed class UnlockResponse(LockStatus status)
{
    /// <summary>What became of it.</summary>
#pragma warning disable IDE1006 // The package's name of it.
    public LockStatus status { get; set; } = status;
#pragma warning restore IDE1006
}
