using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Configuration;

/// <summary>Tells an app of the changes that it subscribed to: <c>POST /configuration/{store}/{key}</c>.</summary>
/// <remarks>https://docs.dapr.io/reference/api/configuration_api/#optional-application-user-code-routes.</remarks>
internal sealed partial class ConfigurationSubscriptions(AppChannel app, ResiliencyPolicies policies, ILogger logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, IAsyncDisposable> _subscriptions = new(StringComparer.Ordinal);

    /// <returns>The subscription's id.</returns>
    /// <exception cref="ConfigurationStoreException">The store cannot be subscribed to.</exception>
    public async Task<string> AddAsync(string name, IConfigurationStore store, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        _subscriptions[id] = await store
            .SubscribeAsync(keys, (key, item, token) => TellAsync(name, id, key, item, token), cancellationToken)
            .ConfigureAwait(false);
        return id;
    }

    /// <summary>False where there is none.</summary>
    public async Task<bool> TryRemoveAsync(string id)
    {
        if (!_subscriptions.TryRemove(id, out var subscription))
            return false;
        await subscription.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _subscriptions.Keys)
            await TryRemoveAsync(id).ConfigureAwait(false);
    }

    private async Task TellAsync(string store, string id, string key, ConfigurationItem? item, CancellationToken cancellationToken)
    {
        var path = $"/configuration/{Uri.EscapeDataString(store)}/{Uri.EscapeDataString(key)}";
        var body = ConfigurationJson.Update(id, key, item);
        try
        {
            using var response = await (policies.Inbound(store, ComponentKind.Configuration) is { } policy
                ? policy.ExecuteAsync(PostAsync, answer => answer.IsSuccessStatusCode ? null : (int)answer.StatusCode, cancellationToken)
                : PostAsync(cancellationToken)).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                LogRefused(logger, app.AppId, key, store, (int)response.StatusCode);
        }
        catch (Exception error) when (error is HttpRequestException or ResilienceException)
        {
            LogFailed(logger, error, app.AppId, key, store);
        }

        async Task<HttpResponseMessage> PostAsync(CancellationToken token)
        {
            using var request = app.CreateRequest(HttpMethod.Post, path);
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            return await app.SendAsync(request, path, token).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} did not take the change of {Key} in {Store} (status {Status}).")]
    private static partial void LogRefused(ILogger logger, string appId, string key, string store, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} could not be told of the change of {Key} in {Store}.")]
    private static partial void LogFailed(ILogger logger, Exception error, string appId, string key, string store);
}
