using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Configuration;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Configuration.</summary>
/// <remarks>https://docs.dapr.io/reference/api/configuration_api/; errors as in dapr's <c>pkg/messages/predefined.go</c>.</remarks>
internal sealed class ConfigurationEndpoint(SidecarState state, ConfigurationSubscriptions subscriptions)
{
    /// <param name="tail">The path behind <c>configuration/</c>: the store, and <c>subscribe</c> or a subscription's id and <c>unsubscribe</c>.</param>
    /// <returns>Null where there is no such path.</returns>
    public Task? Serve(HttpContext context, string tail)
    {
        var parts = tail.Split('/');
        var name = Uri.UnescapeDataString(parts[0]);
        return parts switch
        {
            [_] => GetAsync(context, name, Find(name)),
            [_, "subscribe"] => SubscribeAsync(context, name, Find(name)),
            [_, var id, "unsubscribe"] => UnsubscribeAsync(context, name, Uri.UnescapeDataString(id)),
            _ => null,
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

    private async Task UnsubscribeAsync(HttpContext context, string name, string id)
    {
        Find(name);
        var isRemoved = await subscriptions.TryRemoveAsync(id).ConfigureAwait(false);
        var status = isRemoved ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        await ApiResponse.WriteJsonAsync(context.Response, status, writer =>
        {
            // The one error of Dapr's API that is not of the form of the others.
            writer.WriteStartObject();
            if (isRemoved)
                writer.WriteBoolean("ok"u8, true);
            else
                writer.WriteString("message"u8, $"failed to unsubscribe to configuration request {id}: subscription with id {id} does not exist");
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
