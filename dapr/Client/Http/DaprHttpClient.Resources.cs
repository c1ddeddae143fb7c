using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Client.Http;

internal sealed partial class DaprHttpClient
{
    public override async Task<Dictionary<string, string>> GetSecretAsync(
        string storeName,
        string key,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        using var document = await GetObjectAsync(SecretPath(storeName, key, metadata), cancellationToken).ConfigureAwait(false);
        return document is null ? [] : ReadTexts(document.RootElement);
    }

    public override async Task<Dictionary<string, Dictionary<string, string>>> GetBulkSecretAsync(
        string storeName, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        using var document = await GetObjectAsync(SecretPath(storeName, "bulk", metadata), cancellationToken).ConfigureAwait(false);
        return document is null ? [] : document.RootElement.EnumerateObject().ToDictionary(item => item.Name, item => ReadTexts(item.Value));
    }

    public override async Task<GetConfigurationResponse> GetConfiguration(
        string storeName,
        IReadOnlyList<string> keys,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        var query = new StringBuilder();
        for (var i = 0; i < keys.Count; i++)
            AppendQuery(query, "key", keys[i]);
        AppendMetadata(query, metadata);

        var path = "/v1.0/configuration/" + Uri.EscapeDataString(storeName) + query;
        using var document = await GetObjectAsync(path, cancellationToken).ConfigureAwait(false);
        var items = document is null ? [] : document.RootElement.EnumerateObject().ToDictionary(item => item.Name, item => ReadItem(item.Value));
        return new GetConfigurationResponse(items);
    }

    [Obsolete(Alpha)]
    public override async Task<TryLockResponse> Lock(
        string storeName, string resourceId, string lockOwner, int expiryInSeconds, CancellationToken cancellationToken = default)
    {
        using var document = await AskLockAsync("lock", storeName, resourceId, lockOwner, expiryInSeconds, cancellationToken).ConfigureAwait(false);
        return new TryLockResponse
        {
            // daprd leaves a field out that is false.
            Success = document.RootElement.TryGetProperty("success", out var success) && success.GetBoolean(),
            StoreName = storeName,
            ResourceId = resourceId,
            LockOwner = lockOwner,
            Client = this,
        };
    }

    [Obsolete(Alpha)]
    public override async Task<UnlockResponse> Unlock(
        string storeName, string resourceId, string lockOwner, CancellationToken cancellationToken = default)
    {
        using var document = await AskLockAsync("unlock", storeName, resourceId, lockOwner, null, cancellationToken).ConfigureAwait(false);
        return new UnlockResponse(
            document.RootElement.TryGetProperty("status", out var status) ? (LockStatus)status.GetInt32() : LockStatus.Success);
    }

    private static string SecretPath(string storeName, string name, IReadOnlyDictionary<string, string>? metadata)
    {
        var query = new StringBuilder();
        AppendMetadata(query, metadata);
        return $"/v1.0/secrets/{Uri.EscapeDataString(storeName)}/{Uri.EscapeDataString(name)}{query}";
    }

    private static Dictionary<string, string> ReadTexts(JsonElement element)
        => element.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString() ?? "");

    private static ConfigurationItem ReadItem(JsonElement item) => new(
        ReadString(item, "value") ?? "",
        ReadString(item, "version") ?? "",
        item.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object ? ReadTexts(metadata) : []);

    /// <summary>Null where there is nothing, which daprd says by 204.</summary>
    private async Task<JsonDocument?> GetObjectAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NoContent ? null : await ReadDocumentAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>https://docs.dapr.io/reference/api/distributed_lock_api/.</remarks>
    private async Task<JsonDocument> AskLockAsync(
        string what, string storeName, string resourceId, string lockOwner, int? expiryInSeconds, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resourceId"u8, resourceId);
            writer.WriteString("lockOwner"u8, lockOwner);
            if (expiryInSeconds is { } expiry)
                writer.WriteNumber("expiryInSeconds"u8, expiry);
            writer.WriteEndObject();
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1.0-alpha1/{what}/{Uri.EscapeDataString(storeName)}")
        {
            Content = JsonBody(buffer),
        };
        using var response = await SendCheckedAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadDocumentAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<JsonDocument> ReadDocumentAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return TryParseObject(body, out var document) ? document : throw new DaprException("The Dapr sidecar's answer is no JSON object.");
    }
}
