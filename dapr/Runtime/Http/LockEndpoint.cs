using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Locks;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>The distributed lock.</summary>
/// <remarks>https://docs.dapr.io/reference/api/distributed_lock_api/; errors as in dapr's <c>pkg/messages/predefined.go</c>.</remarks>
internal sealed class LockEndpoint(SidecarState state)
{
    /// <param name="tail">The store.</param>
    public async Task LockAsync(HttpContext context, string tail)
    {
        var (name, store, resource, owner, expiry) = await ReadAsync(context, tail, needsExpiry: true).ConfigureAwait(false);
        var isTaken = await RunAsync(
            name,
            token => store.TryLockAsync(resource, owner, expiry, token),
            "ERR_TRY_LOCK",
            "failed to try acquiring lock",
            context.RequestAborted).ConfigureAwait(false);
        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("success"u8, isTaken);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <param name="tail">The store.</param>
    public async Task UnlockAsync(HttpContext context, string tail)
    {
        var (name, store, resource, owner, _) = await ReadAsync(context, tail, needsExpiry: false).ConfigureAwait(false);
        var status = await RunAsync(
            name, token => store.UnlockAsync(resource, owner, token), "ERR_UNLOCK", "failed to release lock", context.RequestAborted).ConfigureAwait(false);
        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("status"u8, (int)status);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task<(string Name, ILockStore Store, string Resource, string Owner, TimeSpan Expiry)> ReadAsync(
        HttpContext context, string tail, bool needsExpiry)
    {
        var name = Uri.UnescapeDataString(tail);
        var (resource, owner, seconds) = await ReadBodyAsync(context).ConfigureAwait(false);
        if (state.Components.Locks.Count == 0)
            throw new ApiException(StatusCodes.Status500InternalServerError, "ERR_LOCK_STORE_NOT_CONFIGURED", "lock store is not configured");
        if (resource.Length == 0)
            throw Malformed($"ResourceId is empty in lock store {name}");
        if (owner.Length == 0)
            throw Malformed($"LockOwner is empty in lock store {name}");
        if (needsExpiry && seconds <= 0)
            throw Malformed($"ExpiryInSeconds is not positive in lock store {name}");
        if (!state.Components.Locks.TryGetValue(name, out var store))
            throw new ApiException(StatusCodes.Status400BadRequest, "ERR_LOCK_STORE_NOT_FOUND", $"lock store {name} not found");
        if (!store.TryName(resource, out var stored))
            throw Malformed($"input key/keyPrefix '{resource}' can't contain '{State.KeyPrefix.Separator}'");
        return (name, store.Store, stored, owner, TimeSpan.FromSeconds(seconds));
    }

    private async Task<(string Resource, string Owner, int Seconds)> ReadBodyAsync(HttpContext context)
    {
        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body.Memory);
            var root = document.RootElement;
            return (
                Find(root, "resourceId"u8, "resource_id"u8)?.GetString() ?? "",
                Find(root, "lockOwner"u8, "lock_owner"u8)?.GetString() ?? "",
                Find(root, "expiryInSeconds"u8, "expiry_in_seconds"u8) is { } seconds ? ToInt32(seconds) : 0);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw ApiException.Malformed(error.Message);
        }
    }

    // The one body that daprd reads as Protocol Buffers' JSON: names in their case, or as they are in the .proto; numbers also as texts.
    private static JsonElement? Find(JsonElement root, ReadOnlySpan<byte> name, ReadOnlySpan<byte> protoName)
        => (root.TryGetProperty(name, out var value) || root.TryGetProperty(protoName, out value)) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static int ToInt32(JsonElement number)
        => number.ValueKind != JsonValueKind.String
            ? number.GetInt32()
            : int.TryParse(number.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : throw new FormatException($"'{number.GetString()}' is no number");

    private async Task<T> RunAsync<T>(
        string name, Func<CancellationToken, Task<T>> call, string errorCode, string message, CancellationToken cancellationToken)
    {
        try
        {
            return await (state.Components.Policies.Outbound(name, ComponentKind.Lock) is { } policy
                ? policy.ExecuteAsync(call, cancellationToken: cancellationToken)
                : call(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is LockException or ResilienceException)
        {
            throw new ApiException(StatusCodes.Status500InternalServerError, errorCode, $"{message}: {error.Message}", error);
        }
    }

    private static ApiException Malformed(string message) => new(StatusCodes.Status400BadRequest, "ERR_MALFORMED_REQUEST", message);
}
