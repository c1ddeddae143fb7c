namespace MusicGraph.Dapr.Client;

/// <summary>A value as a bulk read found it, in JSON.</summary>
/// <param name="key">The key, without the app's prefix.</param>
/// <param name="value">The value as JSON; empty where the key is absent.</param>
/// <param name="etag">The value's etag; empty where the key is absent.</param>
public readonly struct BulkStateItem(string key, string value, string etag)
{
    /// <summary>The key, without the app's prefix.</summary>
    public string Key { get; } = key;

    /// <summary>The value as JSON; empty where the key is absent.</summary>
    public string Value { get; } = value;

    /// <summary>The value's etag; empty where the key is absent.</summary>
    public string ETag { get; } = etag;
}

/// <summary>A value as a bulk read found it.</summary>
/// <param name="key">The key, without the app's prefix.</param>
/// <param name="value">The value; default where the key is absent.</param>
/// <param name="etag">The value's etag; empty where the key is absent.</param>
public readonly struct BulkStateItem<TValue>(string key, TValue? value, string etag)
{
    /// <summary>The key, without the app's prefix.</summary>
    public string Key { get; } = key;

    /// <summary>The value; default where the key is absent.</summary>
    public TValue? Value { get; } = value;

    /// <summary>The value's etag; empty where the key is absent.</summary>
    public string ETag { get; } = etag;
}
