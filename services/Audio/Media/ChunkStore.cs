using System.Globalization;
using Microsoft.Extensions.Options;
using MusicGraph.Contracts;

namespace MusicGraph.Audio.Media;

/// <summary>
/// Chunks as blobs of the Dapr binding <see cref="Components.Media"/>. They are sent as JSON, in which bytes are base64, whatever the
/// client speaks with its sidecar: bindings.localstorage decodes that by itself and bindings.azure.blobstorage with
/// <c>decodeBase64: "true"</c> in its component.
/// </summary>
internal sealed class ChunkStore(DaprClient dapr, IOptions<AudioOptions> options, ILogger<ChunkStore> logger)
{
    /// <summary>Bytes of a chunk: as base64 it stays below the 4 MiB that a sidecar takes in one request.</summary>
    public const int ChunkSize = 1024 * 1024;

    private readonly string[] _nameKeys =
        options.Value.MediaNameKeys.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public Task WriteAsync(MediaName name, Guid upload, int index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        dapr.InvokeBindingAsync(Components.Media, "create", bytes, Request("create", name, upload, index).Metadata, cancellationToken);

    public async Task<ReadOnlyMemory<byte>> ReadAsync(MediaManifest manifest, int index, CancellationToken cancellationToken) =>
        (await dapr.InvokeBindingAsync(Request("get", manifest.Name, manifest.Upload, index), cancellationToken)).Data;

    /// <summary>How many chunks so many bytes are.</summary>
    public static int CountOf(long bytes) => (int)((bytes + ChunkSize - 1) / ChunkSize);

    /// <summary>Deletes what there is of the chunks of an upload, the first of them last.</summary>
    /// <param name="most">How many there may be.</param>
    /// <returns>Whether the first was there, and with it all others are gone.</returns>
    public async Task<bool> SweepAsync(MediaName name, Guid upload, int most, CancellationToken cancellationToken)
    {
        var isDeleted = false;
        for (var index = most - 1; index >= 0; index--)
            isDeleted = await TryDeleteAsync(name, upload, index, cancellationToken) is null;
        return isDeleted;
    }

    /// <summary>Deletes the chunks of an upload, the first of them last. What cannot be deleted is waste, not an error.</summary>
    public async Task DeleteAsync(MediaName name, Guid upload, int count)
    {
        for (var index = count - 1; index >= 0; index--)
        {
            if (await TryDeleteAsync(name, upload, index, CancellationToken.None) is { } error)
                logger.LogWarning(error, "Chunk {Index} of upload {Upload} could not be deleted", index, upload);
        }
    }

    /// <summary>Deletes a chunk.</summary>
    /// <returns>Why that failed; bindings have no word of their own for what is not there.</returns>
    private async Task<DaprException?> TryDeleteAsync(MediaName name, Guid upload, int index, CancellationToken cancellationToken)
    {
        try
        {
            await dapr.InvokeBindingAsync(Request("delete", name, upload, index), cancellationToken);
            return null;
        }
        catch (DaprException e)
        {
            return e;
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
