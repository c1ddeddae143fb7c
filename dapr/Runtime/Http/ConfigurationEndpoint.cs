using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Configuration.</summary>
/// <remarks>https://docs.dapr.io/reference/api/configuration_api/; errors as in dapr's <c>pkg/messages/predefined.go</c>.</remarks>
internal sealed class ConfigurationEndpoint(SidecarState state, ConfigurationSubscriptions subscriptions)
{
    /// <param name="tail">The path behind <c>configuration/</c>: the store, and <c>subscribe</c> or a subscription's id and <c>unsubscribe</c>.</param>
    public Task InvokeAsync(HttpContext context, string tail)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
            throw new ApiException(StatusCodes.Status405MethodNotAllowed, "ERR_METHOD_NOT_ALLOWED", "configuration is read by GET");

        var parts = tail.Split('/');
        var name = Uri.UnescapeDataString(parts[0]);
        var store = Find(name);
        return parts switch
        {
            [_] => GetAsync(context, name, store),
            [_, "subscribe"] => SubscribeAsync(context, name, store),
            [_, var id, "unsubscribe"] => UnsubscribeAsync(context, Uri.UnescapeDataString(id)),
            _ => throw new ApiException(StatusCodes.Status404NotFound, "ERR_NOT_FOUND", "the configuration API has no such path"),
        };
    }

    private static string[] Keys(HttpRequest request) => request.Query["key"].OfType<string>().Where(key => key.Length > 0).ToArray();

    private static ApiException Failed(string errorCode, string message, Exception? cause = null)
        => new(StatusCodes.Status500InternalServerError, errorCode, message, cause);

    private IConfigurationStore Find(string name)
    {
        var stores = state.Components.ConfigurationStores;
        if (stores.Count == 0)
            throw Failed("ERR_CONFIGURATION_STORE_NOT_CONFIGURED", "configuration stores not configured");
        return stores.TryGetValue(name, out var store)
            ? store
            : throw new ApiException(StatusCodes.Status400BadRequest, "ERR_CONFIGURATION_STORE_NOT_FOUND", $"configuration store {name} not found");
    }

    private async Task GetAsync(HttpContext context, string name, IConfigurationStore store)
    {
        var keys = Keys(context.Request);
        IReadOnlyDictionary<string, ConfigurationItem> items;
        try
        {
            items = await (state.Components.Policies.Outbound(name, ComponentKind.Configuration) is { } policy
                ? policy.ExecuteAsync(token => store.GetAsync(keys, token), cancellationToken: context.RequestAborted)
                : store.GetAsync(keys, context.RequestAborted)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ConfigurationStoreException or ResilienceException)
        {
            throw Failed("ERR_CONFIGURATION_GET", $"failed to get {string.Join(' ', keys)} from Configuration store {name}: {error.Message}", error);
        }

        if (items.Count == 0)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer => ConfigurationJson.Write(writer, items)).ConfigureAwait(false);
    }

    private async Task SubscribeAsync(HttpContext context, string name, IConfigurationStore store)
    {
        var keys = Keys(context.Request);
        string id;
        try
        {
            id = await subscriptions.AddAsync(name, store, keys, context.RequestAborted).ConfigureAwait(false);
        }
        catch (ConfigurationStoreException error)
        {
            throw Failed(
                "ERR_CONFIGURATION_SUBSCRIBE", $"failed to subscribe {string.Join(' ', keys)} from Configuration store {name}: {error.Message}", error);
        }

        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task UnsubscribeAsync(HttpContext context, string id)
    {
        if (!await subscriptions.TryRemoveAsync(id).ConfigureAwait(false))
        {
            throw Failed(
                "ERR_CONFIGURATION_UNSUBSCRIBE", $"failed to unsubscribe to configuration request {id}: subscription with id {id} does not exist");
        }

        await ApiResponse.WriteJsonAsync(context.Response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("ok"u8, true);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
