using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MusicGraph.GraphQL.Execution;

/// <summary>What generated resolvers call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Resolvers
{
    /// <summary>Converts a value that is still to come.</summary>
    public static async Task<TResult> Then<T, TResult>(Task<T> value, Func<T, TResult> convert) => convert(await value.ConfigureAwait(false));

    /// <inheritdoc cref="Then{T, TResult}(Task{T}, Func{T, TResult})"/>
    public static async Task<TResult> Then<T, TResult>(ValueTask<T> value, Func<T, TResult> convert) => convert(await value.ConfigureAwait(false));

    /// <summary>Converts a value that is there.</summary>
    public static TResult Map<T, TResult>(T value, Func<T, TResult> convert) => convert(value);

    /// <summary>Reads a sequence to its end.</summary>
    public static async Task<List<T>> Collect<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false)) list.Add(item);
        return list;
    }

    /// <summary>The key in a global id of any type.</summary>
    /// <exception cref="GraphQLException">It is no global id, or its key is of another kind.</exception>
    public static T ParseId<T>(string globalId) => NodeIds.Parse<T>(globalId, NodeIds.TypeNameOf(globalId) ?? "");

    /// <summary>A value of the request that must be there.</summary>
    /// <exception cref="GraphQLException">Nobody set it.</exception>
    public static T GlobalState<T>(RequestContext request, string key) =>
        request.GlobalState.TryGetValue(key, out var value) && value is T state
            ? state
            : throw new GraphQLException($"The request has no state '{key}'.");

    /// <summary>A value of the request, or <c>default</c>.</summary>
    public static T? GlobalStateOrDefault<T>(RequestContext request, string key) =>
        request.GlobalState.TryGetValue(key, out var value) && value is T state ? state : default;

    /// <summary>The events of a stream, which is closed with the last of them.</summary>
    public static IAsyncEnumerable<object> Events<T>(Subscriptions.ISourceStream<T> stream) =>
        stream is Subscriptions.TopicSubscriber and IAsyncEnumerable<object> events ? events : ReadAsync(stream);

    private static async IAsyncEnumerable<object> ReadAsync<T>(
        Subscriptions.ISourceStream<T> stream,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var message in stream.ReadEventsAsync().WithCancellation(cancellationToken).ConfigureAwait(false)) yield return message!;
        }
    }

    /// <inheritdoc cref="Events{T}(Subscriptions.ISourceStream{T})"/>
    public static IAsyncEnumerable<object> Events<T>(IAsyncEnumerable<T> stream) => stream as IAsyncEnumerable<object> ?? ReadAsync(stream);

    private static async IAsyncEnumerable<object> ReadAsync<T>(
        IAsyncEnumerable<T> stream,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in stream.WithCancellation(cancellationToken).ConfigureAwait(false)) yield return message!;
    }
}
