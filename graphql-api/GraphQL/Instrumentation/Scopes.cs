namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>The scopes of several listeners as one; they end in the reverse order.</summary>
internal sealed class Scopes(IDisposable[] scopes) : IDisposable
{
    /// <summary>Begins a scope with each listener.</summary>
    public static IDisposable Begin<TListener, TArgument>(
        TListener[] listeners,
        TArgument argument,
        Func<TListener, TArgument, IDisposable> begin)
    {
        if (listeners.Length == 1) return begin(listeners[0], argument);
        var scopes = new IDisposable[listeners.Length];
        for (var i = 0; i < scopes.Length; i++) scopes[i] = begin(listeners[i], argument);
        return new Scopes(scopes);
    }

    public void Dispose()
    {
        for (var i = scopes.Length - 1; i >= 0; i--) scopes[i].Dispose();
    }
}
