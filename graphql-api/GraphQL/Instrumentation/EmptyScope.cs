namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>A scope whose end interests nobody.</summary>
internal sealed class EmptyScope : IDisposable
{
    public static readonly EmptyScope Instance = new();

    public void Dispose()
    {
        // There is nothing to end.
    }
}
