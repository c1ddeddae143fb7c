namespace MusicGraph.Gateway.Events;

/// <summary>What of its streams one subscriber sees.</summary>
internal abstract class EventView
{
    /// <summary>Whether it is for this subscriber, as far as the event itself tells. Also asked of what happened before.</summary>
    public abstract bool Wants(object happened);

    /// <summary>Takes note of what changes what is wanted, such as a follow. Called for each event as it comes, in the order of its stream.</summary>
    public virtual void Hear(object happened)
    {
    }

    /// <summary>
    /// The events as the subscriber may see them now, null for what it may not; called before they are delivered, with one that has just come or
    /// with many of before.
    /// </summary>
    public virtual ValueTask<IReadOnlyList<object?>> ShowAsync(IReadOnlyList<object> happened, bool isPast, CancellationToken cancellationToken) =>
        new(happened);
}
