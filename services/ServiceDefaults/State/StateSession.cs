using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// What one operation has read and wants to change. Every key is read once; a change is committed under the etag that was
/// read with it, or, where nothing was there, only if nothing is there still. Not for use by several threads at once.
/// </summary>
public sealed class StateSession(IState state)
{
    private readonly Dictionary<string, StateEntry> _read = [];
    private readonly Dictionary<string, object?> _values = [];
    private readonly Dictionary<string, StateChange> _changes = [];

    /// <summary>Reads those keys that were not read yet, all in one call.</summary>
    public async Task LoadAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var missing = keys.Where(key => !_read.ContainsKey(key)).Distinct().ToArray();
        if (missing.Length == 0)
            return;
        foreach (var entry in await state.ReadAsync(missing, cancellationToken))
            _read[entry.Key] = entry;
    }

    /// <summary>The value of a key, null where there is none; read now if it was not loaded before.</summary>
    public async Task<T?> GetAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        await LoadAsync([key], cancellationToken);
        return Loaded<T>(key);
    }

    /// <summary>The value of a key that was loaded (or put) before.</summary>
    /// <exception cref="InvalidOperationException">The key was not loaded.</exception>
    public T? Loaded<T>(string key)
        where T : class
    {
        if (_values.TryGetValue(key, out var value))
            return (T?)value;
        if (!_read.TryGetValue(key, out var entry))
            throw new InvalidOperationException($"'{key}' was not loaded.");
        var read = entry.Json is null ? null : JsonSerializer.Deserialize<T>(entry.Json, ServiceJson.Options);
        _values[key] = read;
        return read;
    }

    /// <summary>Sets the value of a key at commit. The key must have been loaded, so that its etag is known.</summary>
    public void Put<T>(string key, T value)
        where T : class
    {
        _values[key] = value;
        _changes[key] = new StateChange(key, JsonSerializer.SerializeToUtf8Bytes(value, ServiceJson.Options), ETagOf(key));
    }

    /// <summary>Deletes a key at commit. The key must have been loaded.</summary>
    public void Delete(string key)
    {
        _values[key] = null;
        if (_read[key].Json is null)
            _changes.Remove(key);
        else
            _changes[key] = new StateChange(key, null, ETagOf(key));
    }

    /// <summary>Commits all changes in one transaction.</summary>
    /// <returns>False when somebody else changed one of the keys since it was read.</returns>
    internal Task<bool> TryCommitAsync(CancellationToken cancellationToken) =>
        _changes.Count == 0 ? Task.FromResult(true) : state.TryCommitAsync([.. _changes.Values], cancellationToken);

    private string? ETagOf(string key) =>
        TryRead(key, out var entry) ? entry.ETag : throw new InvalidOperationException($"'{key}' was not loaded.");

    private bool TryRead(string key, [NotNullWhen(true)] out StateEntry? entry) => _read.TryGetValue(key, out entry);
}
