namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>Is told what DataLoaders do; added by <c>AddDiagnosticEventListener&lt;T&gt;()</c>. Names are those of GreenDonut.</summary>
public abstract class DataLoaderDiagnosticEventListener
{
    /// <summary>A scope for methods that do not want to know of the end.</summary>
    protected static IDisposable EmptyScope => Instrumentation.EmptyScope.Instance;

    /// <summary>Keys were asked for that are loaded or waiting to be.</summary>
    /// <param name="count">How many.</param>
    public virtual void ResolvedTaskFromCache(object dataLoader, int count) { }

    /// <summary>A batch is fetched.</summary>
    public virtual IDisposable ExecuteBatch<TKey>(object dataLoader, IReadOnlyList<TKey> keys) where TKey : notnull => EmptyScope;

    /// <summary>A batch could not be fetched.</summary>
    public virtual void BatchError<TKey>(IReadOnlyList<TKey> keys, Exception error) where TKey : notnull { }
}
