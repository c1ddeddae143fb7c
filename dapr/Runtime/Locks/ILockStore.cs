using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Locks;

/// <summary>Locks that several processes share: the building block behind <c>/v1.0-alpha1/lock</c>. Resources come with their prefix.</summary>
internal interface ILockStore : IComponent
{
    /// <summary>Takes a lock until it is given back or the time is over; false where it is taken, also by the same owner.</summary>
    /// <exception cref="LockException">It cannot be said.</exception>
    Task<bool> TryLockAsync(string resource, string owner, TimeSpan expiry, CancellationToken cancellationToken);

    /// <summary>Gives a lock back.</summary>
    /// <exception cref="LockException">It cannot be said.</exception>
    Task<UnlockStatus> UnlockAsync(string resource, string owner, CancellationToken cancellationToken);
}
