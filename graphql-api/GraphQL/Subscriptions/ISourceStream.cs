namespace MusicGraph.GraphQL.Subscriptions;

/// <summary>The events that one subscription gets, in order, from when it was opened until it is disposed.</summary>
public interface ISourceStream<out T> : IAsyncDisposable
{
    /// <summary>Reads the events; ends when the topic is completed.</summary>
    IAsyncEnumerable<T> ReadEventsAsync();
}
