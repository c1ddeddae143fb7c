namespace MusicGraph.Dapr.Client;

/// <summary>How a state operation is to be done. What is null is left to the store's default.</summary>
public sealed class StateOptions
{
    /// <summary>How far spread the write has to be.</summary>
    public ConsistencyMode? Consistency { get; set; }

    /// <summary>Who wins when two write the same key.</summary>
    public ConcurrencyMode? Concurrency { get; set; }
}
