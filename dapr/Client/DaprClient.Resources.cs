namespace MusicGraph.Dapr.Client;

/// <content>Secrets, configuration and locks.</content>
public abstract partial class DaprClient
{
    /// <summary>Reads a secret: its keys with their values, or its own name with its value where it has no keys.</summary>
    public abstract Task<Dictionary<string, string>> GetSecretAsync(
        string storeName,
        string key,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads every secret of a store that the app may read, by name.</summary>
    public abstract Task<Dictionary<string, Dictionary<string, string>>> GetBulkSecretAsync(
        string storeName,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads configuration items; those that are absent are left out.</summary>
    /// <param name="keys">Which; none for all.</param>
    public abstract Task<GetConfigurationResponse> GetConfiguration(
        string storeName,
        IReadOnlyList<string> keys,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default);

    /// <summary>Takes a lock if nobody else has it; disposing the answer gives it back.</summary>
    /// <param name="lockOwner">Who takes it: unique for each time that it is taken.</param>
    /// <param name="expiryInSeconds">After how many seconds it is free again by itself.</param>
    [Obsolete(Alpha)]
    public abstract Task<TryLockResponse> Lock(
        string storeName,
        string resourceId,
        string lockOwner,
        int expiryInSeconds,
        CancellationToken cancellationToken = default);

    /// <summary>Gives a lock back.</summary>
    [Obsolete(Alpha)]
    public abstract Task<UnlockResponse> Unlock(
        string storeName,
        string resourceId,
        string lockOwner,
        CancellationToken cancellationToken = default);

    internal const string Alpha = "Dapr's lock API is alpha: it may change. The package Dapr.Client marks it the same way.";
}
