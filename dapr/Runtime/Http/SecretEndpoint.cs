using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Resiliency;
using MusicGraph.Dapr.Runtime.Secrets;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Secrets.</summary>
/// <remarks>https://docs.dapr.io/reference/api/secrets_api/; errors as in dapr's <c>pkg/messages/predefined.go</c>.</remarks>
internal sealed class SecretEndpoint(SidecarState state)
{
    /// <param name="tail">The path behind <c>secrets/</c>: the store and a secret's name or <c>bulk</c>.</param>
    /// <returns>Null where there is no secret's name.</returns>
    public Task? Serve(HttpContext context, string tail)
    {
        var slash = tail.IndexOf('/', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(slash < 0 ? tail : tail[..slash]);
        var secret = slash < 0 ? "" : Uri.UnescapeDataString(tail[(slash + 1)..]);
        return secret switch
        {
            "" => null,
            "bulk" => GetAllAsync(context, name, Find(name)),
            _ => GetAsync(context, name, Find(name), secret),
        };
    }

    private ISecretStore Find(string name)
    {
        var stores = state.Components.SecretStores;
        if (stores.Count == 0)
            throw new ApiException(StatusCodes.Status500InternalServerError, "ERR_SECRET_STORES_NOT_CONFIGURED", "secret store is not configured");
        return stores.TryGetValue(name, out var store)
            ? store
            : throw new ApiException(StatusCodes.Status401Unauthorized, "ERR_SECRET_STORE_NOT_FOUND", $"failed finding secret store with key {name}");
    }

    private bool Allows(string store, string secret)
        => !state.Configuration.SecretScopes.TryGetValue(store, out var scope) || scope.Allows(secret);

    private ValueTask<T> AskAsync<T>(string name, Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
        => state.Components.Policies.Outbound(name, ComponentKind.Secretstore) is { } policy
            ? new(policy.ExecuteAsync(token => ask(token).AsTask(), cancellationToken: cancellationToken))
            : ask(cancellationToken);

    private async Task GetAsync(HttpContext context, string name, ISecretStore store, string secret)
    {
        if (!Allows(name, secret))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden, "ERR_PERMISSION_DENIED", $"access denied by policy to get \"{secret}\" from \"{name}\"");
        }

        IReadOnlyDictionary<string, string> values;
        try
        {
            values = await AskAsync(name, token => store.GetAsync(secret, RequestMetadata.Read(context.Request), token), context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is SecretStoreException or ResilienceException)
        {
            throw new ApiException(
                StatusCodes.Status500InternalServerError,
                "ERR_SECRET_GET",
                $"failed getting secret with key {secret} from secret store {name}: {error.Message}",
                error);
        }

        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer => Write(writer, values)).ConfigureAwait(false);
    }

    private async Task GetAllAsync(HttpContext context, string name, ISecretStore store)
    {
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> secrets;
        try
        {
            secrets = await AskAsync(name, token => store.GetAllAsync(RequestMetadata.Read(context.Request), token), context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (error is SecretStoreException or ResilienceException)
        {
            throw new ApiException(
                StatusCodes.Status500InternalServerError, "ERR_SECRET_GET", $"failed getting secrets from secret store {name}: {error.Message}", error);
        }

        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            foreach (var (secret, values) in secrets)
            {
                if (!Allows(name, secret))
                    continue;
                writer.WritePropertyName(secret);
                Write(writer, values);
            }

            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> values)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in values)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
