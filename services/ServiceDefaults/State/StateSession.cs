using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// What one operation has read and wants to change. Every key is read once; a change is committed under the etag that was
/// read with it, or, where nothing was there, only if nothing is there still. Not for use by several threads at once.
/// </summary>
public sealed class StateSession(IState state)
{
    // Cosmos DB takes 100 operations in a batch, one of which may be the outbox's.
    private const int MostChanges = 99;

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

    /// <summary>Takes it that a key holds nothing, because its id is new; if it does, the commit fails.</summary>
    public void AssumeAbsent(string key) => _read[key] = new StateEntry(key, null, null);

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
    /// <param name="timeToLive">How long the value is kept; null for ever.</param>
    public void Put<T>(string key, T value, TimeSpan? timeToLive = null)
        where T : class
    {
        _values[key] = value;
        _changes[key] = new StateChange(key, Serialize(value), ETagOf(key), timeToLive);
    }

    /// <summary>
    /// Sets the value of a key and publishes an event if that is committed. The outbox tells of every value that a transaction writes,
    /// and only of one in other words; so this should be the only one that it writes.
    /// </summary>
    public void PutAndTell<TValue, TEvent>(string key, TValue value, TEvent @event, TimeSpan? timeToLive = null)
        where TValue : class
        where TEvent : class
    {
        Put(key, value, timeToLive);
        _changes[key] = _changes[key] with { Event = Serialize(@event) };
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
    /// <exception cref="InvalidOperationException">The changes are of another aggregate, or too many.</exception>
    internal Task<bool> TryCommitAsync(string aggregate, CancellationToken cancellationToken)
    {
        if (_changes.Count == 0)
            return Task.FromResult(true);
        if (_changes.Keys.FirstOrDefault(key => StateKey.AggregateOf(key) != aggregate) is { } stranger)
            throw new InvalidOperationException($"'{stranger}' is not of the aggregate '{aggregate}'.");
        return _changes.Count <= MostChanges
            ? state.TryCommitAsync([.. _changes.Values], cancellationToken)
            : throw new InvalidOperationException($"A transaction of '{aggregate}' has {_changes.Count} changes, which is too many.");
    }

    private static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, ServiceJson.Options);

    private string? ETagOf(string key) =>
        TryRead(key, out var entry) ? entry.ETag : throw new InvalidOperationException($"'{key}' was not loaded.");

    private bool TryRead(string key, [NotNullWhen(true)] out StateEntry? entry) => _read.TryGetValue(key, out entry);
}
