using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MusicGraph.Dapr.Runtime.Bindings.AzureBlob;

/// <summary>Writes a blob in blocks. The library's own uploads need a package for checksums that the build does without.</summary>
internal static class BlobUpload
{
    private const int BlockSize = 4 * 1024 * 1024;
    private const int MostAttempts = 10;

    /// <exception cref="RequestFailedException">The account refuses it, or others have written the blob too often meanwhile.</exception>
    public static async Task RunAsync(BlockBlobClient blob, ReadOnlyMemory<byte> content, CommitBlockListOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var blocks = await StageAsync(blob, content, cancellationToken).ConfigureAwait(false);
            try
            {
                await blob.CommitBlockListAsync(blocks, options, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.InvalidBlockList && attempt < MostAttempts)
            {
                // Another has committed the same blob meanwhile, which removes all blocks that are not.
            }
        }
    }

    private static async Task<List<string>> StageAsync(BlockBlobClient blob, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var blocks = new List<string>();
        for (var offset = 0; offset < content.Length; offset += BlockSize)
        {
            // Ids of its own keep two that write the same blob from mixing their blocks.
            var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
            using var stream = BinaryData.FromBytes(content.Slice(offset, Math.Min(BlockSize, content.Length - offset))).ToStream();
            await blob.StageBlockAsync(id, stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            blocks.Add(id);
        }

        return blocks;
    }
}
