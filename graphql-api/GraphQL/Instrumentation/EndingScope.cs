namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>A scope that does something at its end.</summary>
internal sealed class EndingScope<T>(T state, Action<T> end) : IDisposable
{
    public void Dispose() => end(state);
}
