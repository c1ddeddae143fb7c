namespace MusicGraph.Dapr.Client;

/// <summary>Whether a lock was taken. Disposing gives it back.</summary>
[Obsolete(DaprClient.Alpha)]
public sealed class TryLockResponse : IAsyncDisposable
{
    /// <summary>Whether it was taken; false where another has it.</summary>
    public bool Success { get; init; }

    /// <summary>What was to be locked.</summary>
    public string ResourceId { get; init; } = "";

    /// <summary>Who asked for it.</summary>
    public string LockOwner { get; init; } = "";

    /// <summary>The component that was asked.</summary>
    public string StoreName { get; init; } = "";

    /// <summary>The client that took it; null where nothing has to be given back.</summary>
    internal DaprClient? Client { get; init; }

    /// <summary>Gives the lock back, where it was taken.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Success && Client is not null)
            await Client.Unlock(StoreName, ResourceId, LockOwner).ConfigureAwait(false);
    }
}
