namespace MusicGraph.Dapr.Runtime.Locks;

/// <summary>What came of giving a lock back, by Dapr's numbers.</summary>
internal enum UnlockStatus
{
    Success = 0,

    DoesNotExist = 1,

    BelongsToOthers = 2,

    InternalError = 3,
}
