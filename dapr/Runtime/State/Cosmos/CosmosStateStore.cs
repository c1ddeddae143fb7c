using System.Net;
using Microsoft.Azure.Cosmos;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary><c>state.azure.cosmosdb</c>: a container partitioned by <c>/partitionKey</c>, over the SQL API.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-azure-cosmosdb/. An item is in the partition that the
/// request's metadata <c>partitionKey</c> names, else in one of its own, by its key. A transaction is within one partition: its request has to
/// name it. Several keys without a partition are one query over all partitions. Throttled requests (429) are sent again after the time
/// that Cosmos DB asks for, until twenty seconds are over.
/// </remarks>
internal sealed class CosmosStateStore : IStateStore
{
    /// <summary>daprd's, for every call.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    private readonly CosmosClient _client;
    private readonly Container _container;

    private CosmosStateStore(CosmosClient client, Container container)
    {
        _client = client;
        _container = container;
    }

    public IReadOnlyList<string> Capabilities { get; } = ["ETAG", "TRANSACTIONAL", "TTL", "PARTITION_KEY"];

    /// <summary>What a batch may have: https://learn.microsoft.com/azure/cosmos-db/concepts-limits.</summary>
    public int MaxOperations => 100;

    /// <exception cref="DaprConfigurationException">The metadata is wrong, the account cannot be reached or the container is not what it should be.</exception>
    public static async Task<CosmosStateStore> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var settings = CosmosSettings.Read(context);
        await CosmosStart.ReachAsync(context, settings, cancellationToken).ConfigureAwait(false);
        var options = new CosmosClientOptions
        {
            ApplicationName = "dapr-musicgraph",
            ConnectionMode = ConnectionMode.Gateway,
            EnableContentResponseOnWrite = false,
            HttpClientFactory = () => new HttpClient(new CosmosConnection(context.Time)),
            MaxRetryAttemptsOnRateLimitedRequests = int.MaxValue,
            MaxRetryWaitTimeOnRateLimitedRequests = s_timeout,
            RequestTimeout = s_timeout,
        };
        var client = settings.MasterKey is { } key
            ? new CosmosClient(settings.Url.AbsoluteUri, key, options)
            : new CosmosClient(settings.Url.AbsoluteUri, settings.Credential, options);
        try
        {
            var container = client.GetContainer(settings.Database, settings.Collection);
            await new CosmosStart(context, settings, container).CheckAsync(cancellationToken).ConfigureAwait(false);
            return new CosmosStateStore(client, container);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async ValueTask<StateEntry?> GetAsync(string key, StateReadOptions options, CancellationToken cancellationToken)
    {
        CosmosKey.Check(key);
        var partition = new PartitionKey(PartitionOf(options.Metadata) ?? key);
        using var response = await CosmosCalls.RunAsync(
            token => _container.ReadItemStreamAsync(key, partition, new ItemRequestOptions { ConsistencyLevel = Level(options.Consistency) }, token),
            s_timeout,
            cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;

        CosmosCalls.EnsureSuccess(response);
        return CosmosDocument.Read(CosmosCalls.Bytes(response)).Entry;
    }

    public async ValueTask<StateEntry?[]> GetAsync(IReadOnlyList<string> keys, StateReadOptions options, CancellationToken cancellationToken)
    {
        if (keys.Count == 1)
            return [await GetAsync(keys[0], options, cancellationToken).ConfigureAwait(false)];

        var found = new Dictionary<string, StateEntry>(keys.Count, StringComparer.Ordinal);
        var query = new QueryDefinition("SELECT * FROM r WHERE ARRAY_CONTAINS(@keys, r.id)").WithParameter("@keys", keys);
        using var pages = _container.GetItemQueryStreamIterator(query, requestOptions: new QueryRequestOptions
        {
            PartitionKey = PartitionOf(options.Metadata) is { } partition ? new PartitionKey(partition) : null,
            ConsistencyLevel = Level(options.Consistency),
            MaxItemCount = -1,
        });
        while (pages.HasMoreResults)
        {
            using var page = await CosmosCalls.RunAsync(pages.ReadNextAsync, s_timeout, cancellationToken).ConfigureAwait(false);
            CosmosCalls.EnsureSuccess(page);
            CosmosDocument.ReadPage(CosmosCalls.Bytes(page), found);
        }

        var entries = new StateEntry?[keys.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = found.GetValueOrDefault(keys[i]);
        return entries;
    }

    public async Task ExecuteAsync(StateOperation operation, CancellationToken cancellationToken)
    {
        CosmosKey.Check(operation.Key);
        var name = PartitionOf(operation.Metadata) ?? operation.Key;
        var options = new ItemRequestOptions { IfMatchEtag = operation.ETag, ConsistencyLevel = Level(operation.Consistency) };
        using var response = await CosmosCalls.RunAsync(
            token => SendAsync(operation, name, options, token), s_timeout, cancellationToken).ConfigureAwait(false);
        var isDeleted = operation.IsDelete && response.StatusCode == HttpStatusCode.NotFound && operation.ETag is null;
        if (isDeleted)
            return;
        if (IsMismatch(operation, response.StatusCode))
            throw new ETagMismatchException();
        CosmosCalls.EnsureSuccess(response);
    }

    public async Task ExecuteTransactionAsync(
        IReadOnlyList<StateOperation> operations, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        if (operations.Count == 0)
            return;

        var partition = PartitionOf(metadata, operations);
        if (operations.Count > MaxOperations)
            throw new CosmosRequestException($"the transaction contains {operations.Count} operations, which is more than what the state store supports: {MaxOperations}");
        using var response = await CosmosCalls.RunAsync(
            token => Batch(operations, partition).ExecuteAsync(token), s_timeout, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return;

        for (var i = 0; i < Math.Min(operations.Count, response.Count); i++)
        {
            var status = response[i].StatusCode;
            if (status == HttpStatusCode.FailedDependency)
                continue;
            throw IsMismatch(operations[i], status)
                ? new ETagMismatchException()
                : new CosmosRequestException($"transaction failed due to operation {i} which failed with status code {(int)status}");
        }

        throw new CosmosRequestException($"transaction failed: {CosmosCalls.Reason(response.StatusCode, response.ErrorMessage)}");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    // An upsert with an etag would make an item that is not there, so it is a replacement; first-write makes it or fails.
    private Task<ResponseMessage> SendAsync(StateOperation operation, string name, ItemRequestOptions options, CancellationToken cancellationToken)
    {
        var partition = new PartitionKey(name);
        if (operation.IsDelete)
            return _container.DeleteItemStreamAsync(operation.Key, partition, options, cancellationToken);

        var document = CosmosDocument.Write(operation, name);
        return operation.ETag is not null ? _container.ReplaceItemStreamAsync(document, operation.Key, partition, options, cancellationToken)
            : operation.FirstWrite ? _container.CreateItemStreamAsync(document, partition, options, cancellationToken)
            : _container.UpsertItemStreamAsync(document, partition, options, cancellationToken);
    }

    private TransactionalBatch Batch(IReadOnlyList<StateOperation> operations, string partition)
    {
        var batch = _container.CreateTransactionalBatch(new PartitionKey(partition));
        foreach (var operation in operations)
        {
            CosmosKey.Check(operation.Key);
            var options = new TransactionalBatchItemRequestOptions { IfMatchEtag = operation.ETag, EnableContentResponseOnWrite = false };
            if (operation.IsDelete)
                batch.DeleteItem(operation.Key, options);
            else if (operation.ETag is not null)
                batch.ReplaceItemStream(operation.Key, CosmosDocument.Write(operation, partition), options);
            else if (operation.FirstWrite)
                batch.CreateItemStream(CosmosDocument.Write(operation, partition), options);
            else
                batch.UpsertItemStream(CosmosDocument.Write(operation, partition), options);
        }

        return batch;
    }

    private static bool IsMismatch(StateOperation operation, HttpStatusCode status) => status switch
    {
        HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict => true,
        HttpStatusCode.NotFound => operation.ETag is not null,
        _ => false,
    };

    private static string? PartitionOf(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault("partitionKey");

    // daprd answers what Cosmos DB says to an empty partition key (components-contrib, issue 3398), and takes no notice of an operation's own.
    private static string PartitionOf(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<StateOperation> operations)
    {
        if (PartitionOf(metadata) is not { Length: > 0 } partition)
        {
            throw new CosmosRequestException(
                "transaction failed due to operation 0 which failed with status code 400: the request's metadata lacks 'partitionKey', and a transaction is within one partition");
        }

        for (var i = 0; i < operations.Count; i++)
        {
            if (PartitionOf(operations[i].Metadata) is { } other && other != partition)
            {
                throw new CosmosRequestException(
                    $"transaction failed due to operation {i} which failed with status code 400: it is in the partition '{other}', the transaction in '{partition}'");
            }
        }

        return partition;
    }

    // A request can only relax what the account is set to, so strong is session, as in daprd.
    private static ConsistencyLevel? Level(StateConsistency consistency) => consistency switch
    {
        StateConsistency.Strong => ConsistencyLevel.Session,
        StateConsistency.Eventual => ConsistencyLevel.Eventual,
        _ => null,
    };
}
