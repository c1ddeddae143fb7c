namespace MusicGraph.Dapr.Client;

/// <content>State.</content>
public abstract partial class DaprClient
{
    /// <summary>Reads a value; default where the key is absent.</summary>
    public abstract Task<TValue> GetStateAsync<TValue>(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads a value and its etag; default and an empty etag where the key is absent.</summary>
    public abstract Task<(TValue value, string etag)> GetStateAndETagAsync<TValue>(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads many values in one call, in no promised order; an absent key comes with the default and an empty etag.</summary>
    /// <param name="parallelism">How many reads the store may do at once; 0 or null for as many as it likes.</param>
    public abstract Task<IReadOnlyList<BulkStateItem<TValue>>> GetBulkStateAsync<TValue>(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads many values in one call as the JSON that they are; an absent key comes with an empty text and an empty etag.</summary>
    /// <param name="parallelism">How many reads the store may do at once; 0 or null for as many as it likes.</param>
    public abstract Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Writes a value, whatever stood there.</summary>
    public abstract Task SaveStateAsync<TValue>(
        string storeName,
        string key,
        TValue value,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Writes many values in one call, each by itself: it is no transaction.</summary>
    public abstract Task SaveBulkStateAsync<TValue>(
        string storeName, IReadOnlyList<SaveStateItem<TValue>> items, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a value if the stored one has this etag. With an empty etag and <see cref="ConcurrencyMode.FirstWrite"/>: if the key is
    /// absent.
    /// </summary>
    /// <returns>False where another was faster.</returns>
    public abstract Task<bool> TrySaveStateAsync<TValue>(
        string storeName,
        string key,
        TValue value,
        string etag,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Removes a key, whatever stands there; an absent key is no error.</summary>
    public abstract Task DeleteStateAsync(
        string storeName,
        string key,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Removes a key if its value has this etag.</summary>
    /// <returns>False where another was faster.</returns>
    public abstract Task<bool> TryDeleteStateAsync(
        string storeName,
        string key,
        string etag,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Removes many keys, each by itself: it is no transaction, and where one fails the others may be gone.</summary>
    /// <remarks>Dapr's HTTP API removes one key a call, so this is as many calls, one after the other; the package has one over gRPC.</remarks>
    public abstract Task DeleteBulkStateAsync(
        string storeName, IReadOnlyList<BulkDeleteStateItem> items, CancellationToken cancellationToken = default);

    /// <summary>Does all operations or none.</summary>
    /// <exception cref="DaprException">None was done. An etag that did not fit is told by the message alone ("possible etag mismatch").</exception>
    public abstract Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);
}
