using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Outbox;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>State.</summary>
/// <remarks>https://docs.dapr.io/reference/api/state_api/.</remarks>
internal sealed class StateEndpoints(SidecarState state, Outboxes outboxes)
{
    /// <param name="tail">The path behind <c>state/</c>: the store and a key, <c>bulk</c> or <c>transaction</c>.</param>
    /// <returns>Null where there is no such path and method.</returns>
    public Task? Serve(HttpContext context, string tail)
    {
        var slash = tail.IndexOf('/', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(slash < 0 ? tail : tail[..slash]);
        var rest = slash < 0 ? null : tail[(slash + 1)..];
        var isWrite = HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPut(context.Request.Method);
        return rest switch
        {
            null or "" when isWrite => SaveAsync(context, name, Find(name)),
            "bulk" when isWrite => BulkGetAsync(context, name, Find(name)),
            "transaction" when isWrite => TransactAsync(context, name, Find(name)),
            { Length: > 0 } when HttpMethods.IsGet(context.Request.Method) => GetAsync(context, name, Find(name), Uri.UnescapeDataString(rest)),
            { Length: > 0 } when HttpMethods.IsDelete(context.Request.Method) => DeleteAsync(context, name, Find(name), Uri.UnescapeDataString(rest)),
            _ => null,
        };
    }

    private static string Prefixed(string name, NamedStateStore store, string key)
        => store.Prefix.TryApply(key, out var stored) ? stored : throw StateErrors.IllegalKey(name, key);

    private ApiException Failed(string errorCode, string message, Exception cause)
        => cause is PubSubException
            ? StateErrors.Outbox(state.AppId, cause)
            : cause is ETagMismatchException && errorCode != "ERR_STATE_TRANSACTION"
            ? new ApiException(cause is ETagInvalidException ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, errorCode, message, cause)
            : new ApiException(StatusCodes.Status500InternalServerError, errorCode, message, cause);

    private NamedStateStore Find(string name)
    {
        var stores = state.Components.StateStores;
        if (stores.Count == 0)
            throw StateErrors.NotConfigured(name, state.AppId);
        return stores.TryGetValue(name, out var store) ? store : throw StateErrors.NotFound(name, state.AppId);
    }

    private async Task GetAsync(HttpContext context, string name, NamedStateStore store, string key)
    {
        string Message(string reason) => $"fail to get {key} from state store {name}: {reason}";
        var options = StateRequests.ReadOptions(context.Request);
        var entry = await RunAsync(
            name, "get", store.Store.GetAsync(Prefixed(name, store, key), options, context.RequestAborted), "ERR_STATE_GET", Message).ConfigureAwait(false);
        var response = context.Response;
        if (entry is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.Headers.ETag = entry.ETag;
        if (entry.ExpiresAt is { } expires)
            response.Headers["metadata.ttlExpireTime"] = StateAnswers.Rfc3339(expires);
        response.ContentType = "application/json";
        response.ContentLength = entry.Value.Length;
        await response.Body.WriteAsync(entry.Value, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task BulkGetAsync(HttpContext context, string name, NamedStateStore store)
    {
        List<string> keys;
        IReadOnlyDictionary<string, string> metadata;
        using (var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false))
            (keys, metadata) = Parse(body.Memory, StateRequests.ReadKeys);

        var stored = new string[keys.Count];
        for (var i = 0; i < stored.Length; i++)
            stored[i] = Prefixed(name, store, keys[i]);

        var options = new StateReadOptions(RequestMetadata.Read(context.Request, metadata), StateConsistency.Default);
        var entries = await RunAsync(
            name, "bulk_get", store.Store.GetAsync(stored, options, context.RequestAborted), "ERR_STATE_BULK_GET", reason => reason).ConfigureAwait(false);
        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer => StateAnswers.WriteBulk(writer, keys, entries)).ConfigureAwait(false);
    }

    private async Task SaveAsync(HttpContext context, string name, NamedStateStore store)
    {
        List<StateItem> items;
        using (var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false))
            items = Parse(body.Memory, StateRequests.ReadSave, prefix: "");

        var metadata = RequestMetadata.Read(context.Request);
        string Message(string reason) => $"failed saving state in state store {name}: {reason}";
        var operations = new StateOperation[items.Count];
        for (var i = 0; i < operations.Length; i++)
        {
            if (items[i].Key.Length == 0)
                throw new ApiException(StatusCodes.Status400BadRequest, "ERR_MALFORMED_REQUEST", "\"key\" is a required field");
            operations[i] = ToOperation(items[i], Prefixed(name, store, items[i].Key), isDelete: false, metadata, "ERR_STATE_SAVE", Message);
        }

        if (operations.Length > 0)
        {
            var writes = operations.Length == 1
                ? store.Store.ExecuteAsync(operations[0], context.RequestAborted)
                : Task.WhenAll(operations.Select(operation => store.Store.ExecuteAsync(operation, context.RequestAborted)));
            await RunAsync(name, "set", writes, "ERR_STATE_SAVE", Message).ConfigureAwait(false);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task DeleteAsync(HttpContext context, string name, NamedStateStore store, string key)
    {
        var query = context.Request.Query;
        var item = new StateItem
        {
            Value = [],
            ETag = context.Request.Headers.IfMatch.ToString(),
            Concurrency = query["concurrency"],
            Consistency = query["consistency"],
        };
        string Message(string reason) => $"failed deleting state with key {key}: {reason}";
        var operation = ToOperation(item, Prefixed(name, store, key), isDelete: true, RequestMetadata.Read(context.Request), "ERR_STATE_DELETE", Message);
        await RunAsync(name, "delete", store.Store.ExecuteAsync(operation, context.RequestAborted), "ERR_STATE_DELETE", Message).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task TransactAsync(HttpContext context, string name, NamedStateStore store)
    {
        List<(bool IsDelete, StateItem Item)> items;
        IReadOnlyDictionary<string, string> metadata;
        using (var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false))
            (items, metadata) = Parse(body.Memory, StateRequests.ReadTransaction);

        var query = RequestMetadata.Read(context.Request);
        metadata = RequestMetadata.Read(context.Request, metadata);
        string Message(string reason) => $"error while executing state transaction: {reason}";
        var operations = new StateOperation[items.Count];
        for (var i = 0; i < operations.Length; i++)
        {
            var (isDelete, item) = items[i];
            operations[i] = item.Key.Length > 0
                ? ToOperation(item, Prefixed(name, store, item.Key), isDelete, query, "ERR_STATE_TRANSACTION", Message)
                : throw Failed("ERR_STATE_TRANSACTION", Message("missing key in operation"), new FormatException());
        }

        if (operations.Length > store.Store.MaxOperations)
            throw StateErrors.TooManyOperations(name, operations.Length, store.Store.MaxOperations);

        if (operations.Length > 0)
        {
            var transaction = outboxes.For(store) is { } outbox
                ? outbox.ExecuteAsync(operations, metadata, context.RequestAborted)
                : store.Store.ExecuteTransactionAsync(operations, metadata, context.RequestAborted);
            await RunAsync(name, "transaction", transaction, "ERR_STATE_TRANSACTION", Message).ConfigureAwait(false);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private StateOperation ToOperation(
        StateItem item, string key, bool isDelete, IReadOnlyDictionary<string, string> metadata, string errorCode, Func<string, string> message)
    {
        try
        {
            return item.ToOperation(key, isDelete, metadata);
        }
        catch (FormatException error)
        {
            throw Failed(errorCode, message(error.Message), error);
        }
    }

    private static T Parse<T>(ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, T> read, string prefix = "failed deserializing HTTP body: ")
    {
        try
        {
            return read(body);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "ERR_MALFORMED_REQUEST", prefix + error.Message, error);
        }
    }

    private async Task RunAsync(string name, string operation, Task task, string errorCode, Func<string, string> message)
    {
        try
        {
            await task.ConfigureAwait(false);
            state.Metrics.State(name, operation, success: true);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            state.Metrics.State(name, operation, success: false);
            throw Failed(errorCode, message(error.Message), error);
        }
    }

    private async ValueTask<T> RunAsync<T>(string name, string operation, ValueTask<T> task, string errorCode, Func<string, string> message)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            state.Metrics.State(name, operation, success: true);
            return result;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            state.Metrics.State(name, operation, success: false);
            throw Failed(errorCode, message(error.Message), error);
        }
    }
}
