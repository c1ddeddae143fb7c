using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MusicGraph.Audio.Media;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Audio.Covers;

internal static class CoversApi
{
    public static void MapCovers(this IEndpointRouteBuilder app)
    {
        app.MapPut("/covers/{albumId:guid}", UploadAsync).RequireAuthorization().WithMetadata(UnlimitedBody.Metadata);
        app.MapMethods("/covers/{albumId:guid}", [HttpMethods.Get, HttpMethods.Head], StreamAsync);
        app.MapPost("/covers/batch", BatchAsync);
    }

    private static async Task<Results<Created, Problem>> UploadAsync(
        Guid albumId,
        HttpRequest request,
        CurrentUser user,
        Uploads uploads,
        Peer peer,
        IOptions<AudioOptions> options,
        CancellationToken cancellationToken)
    {
        var largest = options.Value.MaxCoverBytes;
        if (Uploads.Refusal(request, largest) is { } refusal)
            return refusal;
        if (await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [albumId], cancellationToken) is not [Album album])
            return Problem.NotFound("albumId", albumId, "There is no such album.");
        if (album.AddedBy != user.Id && !user.IsAdmin)
            return Problem.Forbidden("Only who added the album may upload its cover.");

        // The bytes say what it is; a browser would believe them rather than the header anyway.
        var outcome = await uploads.TakeAsync(
            MediaName.CoverOf(albumId), request.Body, largest, bytes => TypeOf(ImageHeader.Read(bytes.Span)), cancellationToken);
        return outcome.Failed(out var problem, out _) ? problem : TypedResults.Created($"/covers/{albumId}");
    }

    private static Outcome<string> TypeOf(ImageHeader? image) => image switch
    {
        null => Uploads.UnknownKind,
        { IsWithinLimits: false } => Problem.Invalid("body", $"An image may have 1 to {ImageHeader.LargestSide} pixels to a side."),
        _ => image.ContentType,
    };

    private static async Task<Results<MediaResult, Problem>> StreamAsync(
        Guid albumId, MediaStore store, ChunkStore chunks, CancellationToken cancellationToken) =>
        await store.FindAsync(MediaName.CoverOf(albumId), cancellationToken) is { } manifest
            ? new MediaResult(manifest, chunks)
            : Problem.NotFound("This album has no cover.");

    private static async Task<Results<Ok<Guid[]>, Problem>> BatchAsync(
        BatchRequest request, MediaStore store, CancellationToken cancellationToken)
    {
        if (Batch.IdsOf(request).Failed(out var problem, out var ids))
            return problem;
        var manifests = await store.FindAsync([.. ids.Select(MediaName.CoverOf)], cancellationToken);
        return TypedResults.Ok(manifests.Select(manifest => manifest.Name.Id).ToArray());
    }
}
