using System.Diagnostics;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>All who are told what DataLoaders do; registered where there is anybody.</summary>
internal sealed class DataLoaderListeners(IEnumerable<DataLoaderDiagnosticEventListener> listeners)
{
    private readonly DataLoaderDiagnosticEventListener[] _listeners = [.. listeners];

    public void OnCached(object dataLoader)
    {
        foreach (var listener in _listeners) listener.ResolvedTaskFromCache(dataLoader, 1);
    }

    /// <summary>Fetches a batch as part of the activity that a listener may start for it; the one around is current again afterwards.</summary>
    public Task Fetch<TKey>(
        object dataLoader,
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken,
        Func<IReadOnlyList<TKey>, CancellationToken, Task> fetch)
        where TKey : notnull
    {
        var around = Activity.Current;
        var scope = Scopes.Begin(_listeners, (dataLoader, keys), static (listener, batch) => listener.ExecuteBatch(batch.dataLoader, batch.keys));
        try
        {
            var fetched = fetch(keys, cancellationToken);
            if (fetched.IsCompleted) OnFetched(scope, fetched, keys);
            else fetched.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => OnFetched(scope, fetched, keys));
            return fetched;
        }
        catch (Exception exception)
        {
            OnFetched(scope, Task.FromException(exception), keys);
            throw;
        }
        finally
        {
            Activity.Current = around;
        }
    }

    private void OnFetched<TKey>(IDisposable scope, Task fetched, IReadOnlyList<TKey> keys) where TKey : notnull
    {
        if (fetched.Exception is { } fault)
        {
            foreach (var listener in _listeners) listener.BatchError(keys, fault.InnerExceptions[0]);
        }

        scope.Dispose();
    }
}
