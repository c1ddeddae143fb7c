using System.Buffers;
using System.Security.Cryptography;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Audio.Media;

/// <summary>Takes an upload in: cuts it into chunks while its hash is made, and makes it valid when all of it is there.</summary>
internal sealed class Uploads(ChunkStore chunks, MediaStore store, PendingUploads pending, TimeProvider time)
{
    /// <summary>What can be said against an upload by its headers alone, before anything is asked or read.</summary>
    public static Problem? Refusal(HttpRequest request, long largest)
    {
        // RFC 9110, 9.3.4: a part of a resource cannot be put; taking it for the whole would lose the rest.
        if (request.Headers.ContentRange.Count > 0)
            return Problem.Invalid("Content-Range", "An upload replaces the whole file; a part of one cannot be put.");
        return request.ContentLength > largest ? Problem.TooLarge($"This may have at most {largest} bytes.") : null;
    }

    /// <summary>What is said of bytes that are not what they should be.</summary>
    public static Problem UnknownKind { get; } = Problem.UnsupportedMedia("The bytes are not of a kind that can be uploaded here.");

    /// <param name="largest">Bytes that are allowed.</param>
    /// <param name="contentTypeOf">
    /// Tells the content type from the first bytes (up to a chunk of them), or why they are not what may be uploaded.
    /// </param>
    /// <param name="pixels">How large a picture is.</param>
    public async Task<Outcome<MediaManifest>> TakeAsync(
        MediaName name,
        Stream body,
        long largest,
        Func<ReadOnlyMemory<byte>, Outcome<string>> contentTypeOf,
        CancellationToken cancellationToken,
        (int Width, int Height)? pixels = null)
    {
        var upload = Guid.CreateVersion7(time.GetUtcNow());
        var begun = await pending.AddAsync(name, upload, ChunkStore.CountOf(largest), cancellationToken);
        var written = 0;
        var manifest = default(MediaManifest);
        var isSettled = false;
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkStore.ChunkSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var chunk = buffer.AsMemory(0, ChunkStore.ChunkSize);
            var contentType = default(string);
            var size = 0L;
            while (true)
            {
                var count = await body.ReadAtLeastAsync(chunk, ChunkStore.ChunkSize, throwOnEndOfStream: false, cancellationToken);
                if (count == 0)
                    break;
                size += count;
                if (size > largest)
                    return Problem.TooLarge($"This may have at most {largest} bytes.");
                if (contentType is null && contentTypeOf(chunk[..count]).Failed(out var refusal, out contentType))
                    return refusal;

                hash.AppendData(chunk.Span[..count]);
                // Counted before it is written: a write that fails may have left something behind.
                await chunks.WriteAsync(name, upload, written++, chunk[..count], cancellationToken);
            }

            if (contentType is null)
                return Problem.Invalid("body", "The upload is empty.");
            manifest = new MediaManifest(
                name, upload, size, ChunkStore.ChunkSize, contentType, Convert.ToHexStringLower(hash.GetHashAndReset()), time.GetUtcNow())
            {
                Width = pixels?.Width,
                Height = pixels?.Height,
            };
            await ReplaceAsync(manifest);
            isSettled = true;
            return manifest;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (manifest is null)
            {
                await chunks.DeleteAsync(name, upload, written);
                isSettled = true;
            }

            // Where it is not known whether the manifest came to be written, the chunks stay until the sweep asks again.
            if (isSettled)
                await pending.RemoveAsync(begun, CancellationToken.None);
        }
    }

    /// <summary>Removes what was uploaded, if anything was.</summary>
    public async Task RemoveAsync(MediaName name, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(name, cancellationToken) is not { } manifest)
            return;
        // Written down first, so that the sweep finishes what is broken off.
        var removed = await pending.AddAsync(name, manifest.Upload, manifest.ChunkCount, CancellationToken.None);
        if (await store.RemoveAsync(name, CancellationToken.None) is { } gone)
            await chunks.DeleteAsync(gone.Name, gone.Upload, gone.ChunkCount);
        await pending.RemoveAsync(removed, CancellationToken.None);
    }

    /// <summary>Makes an upload the valid one, and deletes what it replaces.</summary>
    private async Task ReplaceAsync(MediaManifest manifest)
    {
        var replaced = await store.FindAsync(manifest.Name, CancellationToken.None) is { } old
            ? await pending.AddAsync(old.Name, old.Upload, old.ChunkCount, CancellationToken.None)
            : null;
        if (await store.ReplaceAsync(manifest, CancellationToken.None) is { } gone)
            await chunks.DeleteAsync(gone.Name, gone.Upload, gone.ChunkCount);
        if (replaced is not null)
            await pending.RemoveAsync(replaced, CancellationToken.None);
    }
}
