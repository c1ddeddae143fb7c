namespace MusicGraph.Dapr.Client;

/// <summary>What an operation of a state transaction does.</summary>
public enum StateOperationType
{
    /// <summary>Writes a value.</summary>
    Upsert,

    /// <summary>Removes a key.</summary>
    Delete,
}
