using System.Net;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>What has to hold before the store is used. As daprd, it makes neither database nor container: what they cost is not its to decide.</summary>
internal sealed partial class CosmosStart(ComponentContext context, CosmosSettings settings, Container container)
{
    // Less than a component has to open, so that what is wrong is told and not just that it took too long.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Asks without a key, which any account refuses; the library would go on asking for long where there is none.</summary>
    /// <exception cref="DaprConfigurationException">Nobody answers.</exception>
    public static async Task ReachAsync(ComponentContext context, CosmosSettings settings, CancellationToken cancellationToken)
    {
        context.Server = $"{settings.Url} (metadata field 'url')";
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(settings.Url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw context.Definition.Error($"{context.Server} cannot be reached: {error.Message}", error);
        }
    }

    /// <exception cref="DaprConfigurationException">It does not hold.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var response = await AskAsync(cancellationToken).ConfigureAwait(false);
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound:
                throw context.Definition.Error(
                    $"there is no container '{settings.Collection}' (metadata field 'collection') in the database '{settings.Database}' ('database') at {settings.Url}");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw Refused(response.ErrorMessage, null);
        }

        CosmosCalls.EnsureSuccess(response);
        CheckContainer(response);
    }

    private async Task<ResponseMessage> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CosmosCalls.RunAsync(token => container.ReadContainerStreamAsync(null, token), s_patience, cancellationToken).ConfigureAwait(false);
        }
        catch (CosmosRequestException error) when (error.InnerException is CosmosException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } refused)
        {
            throw Refused(refused.ResponseBody, error);
        }
        catch (CosmosRequestException error)
        {
            throw context.Definition.Error($"{context.Server}: {error.Message}", error);
        }
        catch (AuthenticationFailedException error)
        {
            var reason = error.Message.AsSpan();
            var end = reason.IndexOfAny('\r', '\n');
            throw context.Definition.Error(
                $"there is no metadata field 'masterKey', and Entra ID gave no token ('azureClientId'): {(end < 0 ? reason : reason[..end])}", error);
        }
    }

    private DaprConfigurationException Refused(string? reason, Exception? cause)
        => context.Definition.Error(
            settings.MasterKey is not null
                ? $"{settings.Url} refuses metadata field 'masterKey': {CosmosCalls.Reason(HttpStatusCode.Unauthorized, reason)}"
                : $"{settings.Url} refuses this identity (metadata field 'azureClientId'): {CosmosCalls.Reason(HttpStatusCode.Unauthorized, reason)}",
            cause);

    private void CheckContainer(ResponseMessage response)
    {
        using var properties = System.Text.Json.JsonDocument.Parse(response.Content);
        var paths = properties.RootElement.GetProperty("partitionKey").GetProperty("paths").EnumerateArray().Select(path => path.GetString()).ToList();
        if (paths is not ["/partitionKey"])
        {
            throw context.Definition.Error(
                $"the container '{settings.Collection}' (metadata field 'collection') is partitioned by {string.Join(", ", paths)}; Dapr needs /partitionKey");
        }

        if (!properties.RootElement.TryGetProperty("defaultTtl", out _))
            LogNoTimeToLive(context.Logger, settings.Collection);
    }

    [LoggerMessage(LogLevel.Warning, "The container {Container} has its time to live turned off: ttlInSeconds will have no effect")]
    private static partial void LogNoTimeToLive(ILogger logger, string container);
}
