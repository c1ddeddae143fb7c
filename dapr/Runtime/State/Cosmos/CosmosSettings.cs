using Azure.Core;
using MusicGraph.Dapr.Runtime.Azure;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>The metadata of <c>state.azure.cosmosdb</c>.</summary>
/// <param name="MasterKey">Null where <paramref name="Credential"/> is what counts.</param>
internal sealed record CosmosSettings(Uri Url, string? MasterKey, TokenCredential? Credential, string Database, string Collection)
{
    /// <exception cref="DaprConfigurationException">A field is missing, not known or not what it should be.</exception>
    public static CosmosSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        StateMetadata.ReadCommon(metadata);
        var identity = AzureIdentity.Read(context.Definition, metadata);
        var text = metadata.Required("url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            throw context.Definition.Error($"metadata field 'url' is '{text}', which is no address such as 'https://account.documents.azure.com:443/'");

        var key = metadata.Optional("masterKey") is { Length: > 0 } given ? given : null;
        if (key is not null && !System.Buffers.Text.Base64.IsValid(key))
            throw context.Definition.Error("metadata field 'masterKey' is no key: it is not base64");
        var database = metadata.Required("database");
        var collection = metadata.Required("collection");

        // Only bytes that come over gRPC have a type to be told; what comes over HTTP is JSON.
        metadata.Optional("contentType");
        metadata.EnsureAllRead();
        return new CosmosSettings(url, key, key is null ? identity.CreateCredential() : null, database, collection);
    }
}
