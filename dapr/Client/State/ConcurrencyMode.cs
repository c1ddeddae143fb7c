namespace MusicGraph.Dapr.Client;

/// <summary>Who wins when two write the same key.</summary>
public enum ConcurrencyMode
{
    /// <summary>The first: a write needs the current etag, or, without one, that the key is absent.</summary>
    FirstWrite,

    /// <summary>The last, whatever stood there.</summary>
    LastWrite,
}
