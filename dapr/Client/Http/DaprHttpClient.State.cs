using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

internal sealed partial class DaprHttpClient
{
    public override async Task<TValue> GetStateAsync<TValue>(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => (await GetStateAndETagAsync<TValue>(storeName, key, consistencyMode, metadata, cancellationToken).ConfigureAwait(false)).value;

    public override async Task<(TValue value, string etag)> GetStateAndETagAsync<TValue>(
        string storeName,
        string key,
        ConsistencyMode? consistencyMode = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var query = new StringBuilder();
        if (consistencyMode is { } consistency)
            AppendQuery(query, "consistency", StateJson.Name(consistency));
        AppendMetadata(query, metadata);

        using var request = new HttpRequestMessage(HttpMethod.Get, StatePath(storeName, key) + query);
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return (default!, "");

        var etag = response.Headers.NonValidated.TryGetValues("ETag", out var values) ? values.ToString() : "";
        var value = await ReadJsonAsync<TValue>(response, cancellationToken).ConfigureAwait(false);
        return (value, etag);
    }

    public override async Task<IReadOnlyList<BulkStateItem>> GetBulkStateAsync(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var items = await GetBulkAsync(storeName, keys, parallelism, metadata, StateJson.ReadRaw, cancellationToken).ConfigureAwait(false);
        return items.ConvertAll(item => new BulkStateItem(item.Key, item.Value ?? "", item.ETag));
    }

    public override async Task<IReadOnlyList<BulkStateItem<TValue>>> GetBulkStateAsync<TValue>(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var type = TypeInfo<TValue>();
        return await GetBulkAsync(
            storeName,
            keys,
            parallelism,
            metadata,
            (ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, type),
            cancellationToken).ConfigureAwait(false);
    }

    public override Task SaveStateAsync<TValue>(
        string storeName,
        string key,
        TValue value,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
        => SaveBulkStateAsync(storeName, [new SaveStateItem<TValue>(key, value, null, stateOptions, metadata)], cancellationToken);

    public override Task SaveBulkStateAsync<TValue>(
        string storeName, IReadOnlyList<SaveStateItem<TValue>> items, CancellationToken cancellationToken = default)
        => items.Count == 0 ? Task.CompletedTask : PostAsync(StatePath(storeName), SaveBody(items), cancellationToken);

    public override async Task<bool> TrySaveStateAsync<TValue>(
        string storeName,
        string key,
        TValue value,
        string etag,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, StatePath(storeName))
        {
            Content = SaveBody([new SaveStateItem<TValue>(key, value, etag, stateOptions, metadata)]),
        };
        return await TrySendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public override async Task DeleteStateAsync(
        string storeName,
        string key,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        using var request = DeleteRequest(storeName, key, etag: null, stateOptions, metadata);
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<bool> TryDeleteStateAsync(
        string storeName,
        string key,
        string etag,
        StateOptions? stateOptions = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        using var request = DeleteRequest(storeName, key, etag, stateOptions, metadata);
        return await TrySendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public override async Task DeleteBulkStateAsync(
        string storeName, IReadOnlyList<BulkDeleteStateItem> items, CancellationToken cancellationToken = default)
    {
        foreach (var item in items)
        {
            using var request = DeleteRequest(storeName, item.Key, item.ETag, item.StateOptions, item.Metadata);
            using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task ExecuteStateTransactionAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            StateJson.WriteTransaction(writer, operations, metadata);
        return PostAsync(StatePath(storeName) + "/transaction", JsonBody(buffer), cancellationToken);
    }

    private static string StatePath(string storeName) => "/v1.0/state/" + Uri.EscapeDataString(storeName);

    private static string StatePath(string storeName, string key)
        => !string.IsNullOrEmpty(key)
            ? StatePath(storeName) + "/" + Uri.EscapeDataString(key)
            : throw new ArgumentException("A state key is needed.", nameof(key));

    private static HttpRequestMessage DeleteRequest(
        string storeName, string key, string? etag, StateOptions? options, IReadOnlyDictionary<string, string>? metadata)
    {
        var query = new StringBuilder();
        if (options?.Concurrency is { } concurrency)
            AppendQuery(query, "concurrency", StateJson.Name(concurrency));
        if (options?.Consistency is { } consistency)
            AppendQuery(query, "consistency", StateJson.Name(consistency));
        AppendMetadata(query, metadata);

        var request = new HttpRequestMessage(HttpMethod.Delete, StatePath(storeName, key) + query);
        if (!string.IsNullOrEmpty(etag))
            request.Headers.TryAddWithoutValidation("If-Match", etag); // Dapr wants the bare etag, without HTTP's quotes.
        return request;
    }

    private ReadOnlyMemoryContent SaveBody<TValue>(IReadOnlyList<SaveStateItem<TValue>> items)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            StateJson.WriteSave(writer, items, TypeInfo<TValue>());
        return JsonBody(buffer);
    }

    private async Task<List<BulkStateItem<TValue>>> GetBulkAsync<TValue>(
        string storeName,
        IReadOnlyList<string> keys,
        int? parallelism,
        IReadOnlyDictionary<string, string>? metadata,
        StateJson.ValueReader<TValue> read,
        CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return [];

        var buffer = new ArrayBufferWriter<byte>(64 + (keys.Count * 48));
        using (var writer = new Utf8JsonWriter(buffer))
            StateJson.WriteBulkGet(writer, keys, parallelism, metadata);

        using var request = new HttpRequestMessage(HttpMethod.Post, StatePath(storeName) + "/bulk") { Content = JsonBody(buffer) };
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return StateJson.ReadBulk(body, keys.Count, read);
        }
        catch (JsonException error)
        {
            throw new DaprException($"A value of state store {storeName} is not what was asked for: {error.Message}", error);
        }
    }

    private async Task<bool> TrySendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return true;
        if (response.StatusCode == HttpStatusCode.Conflict)
            return false;
        throw await ReadErrorAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TValue> ReadJsonAsync<TValue>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return (await JsonSerializer.DeserializeAsync(stream, TypeInfo<TValue>(), cancellationToken).ConfigureAwait(false))!;
            }
            catch (JsonException error)
            {
                throw new DaprException($"The answer is no {typeof(TValue).Name}: {error.Message}", error);
            }
        }
    }
}
