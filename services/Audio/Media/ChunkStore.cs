using System.Globalization;
using Microsoft.Extensions.Options;
using MusicGraph.Contracts;

namespace MusicGraph.Audio.Media;

/// <summary>
/// Chunks as blobs of the Dapr binding <see cref="Components.Media"/>. The client sends bytes as base64, which
/// bindings.localstorage decodes by itself and bindings.azure.blobstorage with <c>decodeBase64: "true"</c> in its component.
/// </summary>
internal sealed class ChunkStore(DaprClient dapr, IOptions<AudioOptions> options, ILogger<ChunkStore> logger)
{
    /// <summary>Bytes of a chunk: as base64 it stays below the 4 MiB that a sidecar takes in one request.</summary>
    public const int ChunkSize = 1024 * 1024;

    private readonly string[] _nameKeys =
        options.Value.MediaNameKeys.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public Task WriteAsync(MediaName name, Guid upload, int index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var request = Request("create", name, upload, index);
        request.Data = bytes;
        return dapr.InvokeBindingAsync(request, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(MediaManifest manifest, int index, CancellationToken cancellationToken) =>
        (await dapr.InvokeBindingAsync(Request("get", manifest.Name, manifest.Upload, index), cancellationToken)).Data;

    /// <summary>Deletes the chunks of an upload. What cannot be deleted is waste, not an error.</summary>
    public async Task DeleteAsync(MediaName name, Guid upload, int count)
    {
        for (var index = 0; index < count; index++)
        {
            try
            {
                await dapr.InvokeBindingAsync(Request("delete", name, upload, index), CancellationToken.None);
            }
            catch (DaprException e)
            {
                logger.LogWarning(e, "Chunk {Index} of upload {Upload} could not be deleted", index, upload);
            }
        }
    }

    private BindingRequest Request(string operation, MediaName name, Guid upload, int index)
    {
        var request = new BindingRequest(Components.Media, operation);
        var blob = string.Create(CultureInfo.InvariantCulture, $"{name.Kind}/{name.Id:N}/{upload:N}/{index:D5}");
        foreach (var key in _nameKeys)
            request.Metadata[key] = blob;
        return request;
    }
}
