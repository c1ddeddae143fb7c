using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings.AzureBlob;

/// <summary><c>bindings.azure.blobstorage</c>: block blobs of one container.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-bindings/blobstorage/. A blob is made of blocks that nobody sees until
/// their list is committed, so that it is replaced whole or not at all. What is read is passed on as it comes.
/// </remarks>
internal sealed class AzureBlobBinding : IOutputBinding
{
    private readonly BlobSettings _settings;
    private readonly BlobContainerClient _container;
    private readonly TimeProvider _time;

    private AzureBlobBinding(BlobSettings settings, BlobContainerClient container, TimeProvider time)
    {
        _settings = settings;
        _container = container;
        _time = time;
    }

    public IReadOnlyList<string> Capabilities { get; } = ["OUTPUT_BINDING"];

    public IReadOnlyList<string> Operations { get; } = ["create", "get", "delete", "list", "presign"];

    /// <exception cref="DaprConfigurationException">The metadata is wrong, the account cannot be reached or the container not be made.</exception>
    public static async Task<AzureBlobBinding> OpenAsync(ComponentContext context, CancellationToken cancellationToken)
    {
        var settings = BlobSettings.Read(context);
        try
        {
            if (settings.ManagesContainer)
                await EnsureContainerAsync(context, settings, cancellationToken).ConfigureAwait(false);
            return new AzureBlobBinding(settings, settings.CreateClient(Options(settings.RetryCount)), context.Time);
        }
        catch (FormatException error)
        {
            throw context.Definition.Error($"metadata field 'connectionString' is none: {error.Message}", error);
        }
    }

    public async Task<BindingResult?> InvokeAsync(
        string operation, ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var (did, name) = (operation, metadata.GetValueOrDefault("blobName", ""));
        try
        {
            switch (operation)
            {
                case "create":
                    did = "error uploading az blob";
                    return await CreateAsync(name.Length > 0 ? name : Guid.NewGuid().ToString(), data, metadata, cancellationToken).ConfigureAwait(false);
                case "list":
                    did = "error listing blobs";
                    return await BlobListing.ListAsync(_container, data, cancellationToken).ConfigureAwait(false);
                case "presign":
                    return Presign(Named(name), metadata.GetValueOrDefault("signTTL", ""));
                case "get":
                    did = "error downloading az blob";
                    return await GetAsync(Named(name), metadata, cancellationToken).ConfigureAwait(false);
                default:
                    did = "error deleting az blob";
                    await Named(name).DeleteAsync(Snapshots(metadata), cancellationToken: cancellationToken).ConfigureAwait(false);
                    return null;
            }
        }
        catch (RequestFailedException error)
        {
            throw new BindingException(error.ErrorCode == BlobErrorCode.BlobNotFound.ToString() ? "blob not found" : $"{did}: {Reason(error)}", error);
        }
        catch (Exception error) when (error is AggregateException or AuthenticationFailedException)
        {
            throw new BindingException($"{did}: {Reason(error)}", error);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BlobClientOptions Options(int retries) => new()
    {
        Retry = { MaxRetries = retries },
        Diagnostics = { ApplicationId = "dapr-musicgraph" },
    };

    private static async Task EnsureContainerAsync(ComponentContext context, BlobSettings settings, CancellationToken cancellationToken)
    {
        var container = settings.CreateClient(Options(0));
        context.Server = $"{container.Uri} (metadata field 'endpoint')";
        try
        {
            await container.CreateIfNotExistsAsync(settings.Access, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            var field = settings.ConnectionString is not null ? "connectionString" : settings.AccountKey is not null ? "accountKey" : "azureClientId";
            throw context.Definition.Error($"{container.Uri} refuses metadata field '{field}': {Reason(error)}", error);
        }
        catch (Exception error) when (error is RequestFailedException { Status: 0 } or AggregateException)
        {
            throw context.Definition.Error($"{context.Server} cannot be reached: {Reason(error)}", error);
        }
        catch (RequestFailedException error)
        {
            throw context.Definition.Error($"the container '{settings.Container}' (metadata field 'containerName') cannot be made: {Reason(error)}", error);
        }
        catch (AuthenticationFailedException error)
        {
            throw context.Definition.Error(
                $"there is no metadata field 'accountKey', and Entra ID gave no token ('azureClientId'): {Reason(error)}", error);
        }
    }

    // The library's messages go on for pages.
    private static string Reason(Exception error)
    {
        var text = (error is AggregateException several ? several.InnerExceptions[^1] : error).Message;
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var code = (error as RequestFailedException)?.ErrorCode;
        return (end < 0 ? text : text[..end]) + (string.IsNullOrEmpty(code) ? "" : $" ({code})");
    }

    private static DeleteSnapshotsOption Snapshots(IReadOnlyDictionary<string, string> metadata)
        => metadata.GetValueOrDefault("deleteSnapshots", "") switch
        {
            "" => DeleteSnapshotsOption.None,
            "include" => DeleteSnapshotsOption.IncludeSnapshots,
            "only" => DeleteSnapshotsOption.OnlySnapshots,
            var other => throw new BindingException($"invalid delete snapshot option type: {other}; allowed: [include only]"),
        };

    private BlockBlobClient Named(string name)
        => name.Length > 0 ? _container.GetBlockBlobClient(name) : throw new BindingException("blobName is a required attribute");

    private async Task<BindingResult> CreateAsync(
        string name, ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        using var content = _settings.DecodeBase64 ? BindingData.FromBase64(data) : BindingData.Text(data);
        var properties = BlobProperties.Read(metadata, content.Memory.Span);
        var blob = _container.GetBlockBlobClient(name);
        var url = metadata.TryGetValue("signTTL", out var life) && life.Length > 0 ? Signed(blob, life) : null;

        var options = new CommitBlockListOptions { HttpHeaders = properties.Headers, Metadata = properties.Metadata };
        await BlobUpload.RunAsync(blob, content.Memory, options, cancellationToken).ConfigureAwait(false);
        var answer = Answer(writer =>
        {
            writer.WriteString("blobURL"u8, blob.Uri.AbsoluteUri);
            writer.WriteString("blobName"u8, name);
            if (url is not null)
                writer.WriteString("presignURL"u8, url);
        });
        return answer with { Metadata = new Dictionary<string, string> { ["blobName"] = name } };
    }

    private static async Task<BindingResult> GetAsync(
        BlockBlobClient blob, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var includes = metadata.GetValueOrDefault("includeMetadata", "") switch
        {
            "" or "0" => false,
            "1" => true,
            var text when bool.TryParse(text, out var flag) => flag,
            var text => throw new BindingException($"error parsing metadata: includeMetadata is '{text}', which is neither true nor false"),
        };
        var download = (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
        return new BindingResult(download.Content, download.Details.ContentLength)
        {
            Metadata = includes ? download.Details.Metadata.AsReadOnly() : Empty.Metadata,
        };
    }

    private BindingResult Presign(BlockBlobClient blob, string life)
    {
        if (life.Length == 0)
            throw new BindingException("signTTL is a required attribute for presign operations");
        var url = Signed(blob, life);
        return Answer(writer => writer.WriteString("presignURL"u8, url));
    }

    private string Signed(BlockBlobClient blob, string life)
    {
        if (!GoDuration.TryParse(life, out var duration) || duration <= TimeSpan.Zero)
            throw new BindingException($"error generating SAS URL: signTTL must be a positive duration, got '{life}'");
        return blob.CanGenerateSasUri
            ? blob.GenerateSasUri(BlobSasPermissions.Read, _time.GetUtcNow() + duration).AbsoluteUri
            : throw new BindingException(
                "error generating SAS URL: failed to generate SAS URL (ensure the binding is configured with an account key or connection string)");
    }

    private static BindingResult Answer(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return BindingResult.Json(stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }
}
