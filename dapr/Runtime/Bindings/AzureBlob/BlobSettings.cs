using System.Buffers.Text;
using Azure.Core;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MusicGraph.Dapr.Runtime.Azure;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings.AzureBlob;

/// <summary>The metadata of <c>bindings.azure.blobstorage</c>: components-contrib, <c>common/component/azure/blobstorage</c>.</summary>
/// <param name="ConnectionString">Goes before everything else; null where there is none.</param>
/// <param name="AccountKey">Null where <paramref name="Credential"/> is what counts.</param>
/// <param name="ContainerUrl">Null with a connection string, which has it.</param>
/// <param name="RetryCount">How often a request is sent again.</param>
internal sealed record BlobSettings(
    string? ConnectionString,
    string AccountName,
    string? AccountKey,
    TokenCredential? Credential,
    Uri? ContainerUrl,
    string Container,
    int RetryCount,
    bool DecodeBase64,
    PublicAccessType Access,
    bool ManagesContainer)
{
    /// <exception cref="DaprConfigurationException">A field is missing, not known or not what it should be.</exception>
    public static BlobSettings Read(ComponentContext context)
    {
        var (metadata, definition) = (context.Metadata, context.Definition);
        var identity = AzureIdentity.Read(definition, metadata);
        var connection = Text(metadata.Optional("connectionString"));
        var account = Text(metadata.Optional("accountName", "storageAccount", "storageAccountName"));
        var key = Text(metadata.Optional("accountKey", "accessKey", "storageAccessKey", "storageAccountKey"));
        var container = Text(metadata.Optional("containerName", "container", "storageAccountContainer"));
        var endpoint = Text(metadata.Optional("endpoint", "storageEndpoint", "storageAccountEndpoint"));
        var retries = metadata.Number("getBlobRetryCount", metadata.Number("retryCount", 3));
        var decodes = metadata.Flag("decodeBase64");
        var access = ReadAccess(definition, metadata.Optional("publicAccessLevel"));
        var manages = !metadata.Flag("disableEntityManagement");
        BindingDirections.ReadCommon(metadata);
        metadata.Refuse("prefix", "queueEndpointUrl");
        metadata.EnsureAllRead();

        if (account is null && connection is null)
            throw definition.Error("metadata field 'accountName' is missing");
        if (container is null)
            throw definition.Error("metadata field 'containerName' is missing");
        if (key is not null && !Base64.IsValid(key))
            throw definition.Error("metadata field 'accountKey' is no key: it is not base64");
        if (retries < 0)
            throw definition.Error($"metadata field 'getBlobRetryCount' is {retries}, which is less than nothing");

        var credential = connection is null && key is null ? identity.CreateCredential() : null;
        var url = connection is null ? ContainerAddress(definition, endpoint, account!, container, identity.StorageSuffix) : null;
        return new BlobSettings(connection, account ?? "", key, credential, url, container, retries, decodes, access, manages);
    }

    /// <exception cref="FormatException">The connection string is none.</exception>
    public BlobContainerClient CreateClient(BlobClientOptions options)
        => ConnectionString is not null ? new BlobContainerClient(ConnectionString, Container, options)
            : AccountKey is not null ? new BlobContainerClient(ContainerUrl, new StorageSharedKeyCredential(AccountName, AccountKey), options)
            : new BlobContainerClient(ContainerUrl, Credential, options);

    // As in daprd, another endpoint has the account in its path: it is an emulator's.
    private static Uri ContainerAddress(ComponentDefinition definition, string? endpoint, string account, string container, string suffix)
        => Uri.TryCreate(
            endpoint is null ? $"https://{account}.blob.{suffix}/{container}" : $"{endpoint.TrimEnd('/')}/{account}/{container}", UriKind.Absolute, out var url)
            && url.Scheme is "https" or "http"
            ? url
            : throw definition.Error($"metadata field 'endpoint' is '{endpoint}', which is no address such as 'http://127.0.0.1:10000'");

    private static PublicAccessType ReadAccess(ComponentDefinition definition, string? level) => level switch
    {
        null or "" or "none" => PublicAccessType.None,
        "blob" => PublicAccessType.Blob,
        "container" => PublicAccessType.BlobContainer,
        _ => throw definition.Error($"metadata field 'publicAccessLevel' is '{level}', which is none of none, blob, container"),
    };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
