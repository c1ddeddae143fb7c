using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MusicGraph.Audio.Media;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Audio.Covers;

internal static class CoversApi
{
    public static void MapCovers(this IEndpointRouteBuilder app)
    {
        app.MapPut("/covers/{itemId:guid}", UploadAsync).RequireAuthorization().WithMetadata(UnlimitedBody.Metadata);
        app.MapMethods("/covers/{itemId:guid}", [HttpMethods.Get, HttpMethods.Head], StreamAsync);
        app.MapPost("/covers/batch", BatchAsync);
    }

    private static async Task<Results<Created, Problem>> UploadAsync(
        Guid itemId,
        HttpRequest request,
        Uploads uploads,
        CoverMaker maker,
        UploadRights rights,
        IOptions<AudioOptions> options,
        CancellationToken cancellationToken)
    {
        var largest = options.Value.MaxCoverBytes;
        if (Uploads.Refusal(request, largest) is { } refusal)
            return refusal;
        if (await rights.CheckCoverAsync(itemId, cancellationToken) is { } refused)
            return refused;

        using var body = new MemoryStream();
        if (!await TryReadAsync(request.Body, body, largest, cancellationToken))
            return Problem.TooLarge($"This may have at most {largest} bytes.");
        if (body.Length == 0)
            return Problem.Invalid("body", "The upload is empty.");
        // The bytes say what it is; a browser would believe them rather than the header anyway.
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (ImageHeader.Read(bytes.Span) is not { } header)
            return Uploads.UnknownKind;
        if (!header.IsWithinLimits)
            return Problem.TooLarge($"A picture may have 1 to {ImageHeader.LargestSide} pixels to a side.");
        if ((await maker.MakeAsync(header, bytes, cancellationToken)).Failed(out var problem, out var covers))
            return problem;

        // The sizes first: a picture that has its original has them all.
        foreach (var cover in covers)
        {
            var made = await uploads.TakeAsync(
                MediaName.CoverOf(itemId, cover.Size), new MemoryStream(cover.Bytes), largest, _ => "image/jpeg", cancellationToken, (cover.Width, cover.Height));
            if (made.Failed(out problem, out _))
                return problem;
        }

        body.Position = 0;
        var original = await uploads.TakeAsync(MediaName.CoverOf(itemId), body, largest, _ => header.ContentType, cancellationToken);
        return original.Failed(out problem, out _) ? problem : TypedResults.Created($"/covers/{itemId}");
    }

    /// <param name="size">One of <see cref="CoverMaker.Sizes"/>; null for the picture as it was uploaded.</param>
    private static async Task<Results<MediaResult, Problem>> StreamAsync(
        Guid itemId, int? size, MediaStore store, ChunkStore chunks, CancellationToken cancellationToken)
    {
        if (size is { } asked && !CoverMaker.Sizes.Contains(asked))
            return Problem.Invalid("size", $"size must be one of {string.Join(", ", CoverMaker.Sizes)}.");
        // Covers of the time before there were sizes have none.
        MediaName[] names = size is null ? [MediaName.CoverOf(itemId)] : [MediaName.CoverOf(itemId, size), MediaName.CoverOf(itemId)];
        return await store.FindAsync(names, cancellationToken) is [var manifest, ..]
            ? new MediaResult(manifest, chunks)
            : Problem.NotFound("This has no cover.");
    }

    private static async Task<Results<Ok<Cover[]>, Problem>> BatchAsync(
        BatchRequest request, MediaStore store, CancellationToken cancellationToken)
    {
        if (Batch.IdsOf(request).Failed(out var problem, out var ids))
            return problem;
        var names = ids.SelectMany(id => CoverMaker.Sizes, (id, size) => (Id: id, Size: size)).ToDictionary(one => MediaName.CoverOf(one.Id, one.Size), one => one.Size);
        var manifests = await store.FindAsync([.. names.Keys], cancellationToken);
        return TypedResults.Ok(manifests
            .GroupBy(manifest => manifest.Name.Id)
            .Select(sizes => new Cover(
                sizes.Key,
                sizes.First().ETag,
                [.. sizes.Select(manifest => new CoverImage(names[manifest.Name], manifest.Width ?? 0, manifest.Height ?? 0))]))
            .ToArray());
    }

    private static async Task<bool> TryReadAsync(Stream from, MemoryStream to, long largest, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (to.Length + count > largest)
                return false;
            to.Write(buffer, 0, count);
        }

        return true;
    }
}
