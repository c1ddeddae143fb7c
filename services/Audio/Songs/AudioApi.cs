using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MusicGraph.Audio.Media;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Audio.Songs;

internal static class AudioApi
{
    /// <summary>RFC 6838, 4.2: 127 characters each for type and subtype.</summary>
    private const int MaxContentTypeLength = 255;

    public static void MapAudio(this IEndpointRouteBuilder app)
    {
        app.MapPut("/audio/{songId:guid}", UploadAsync).RequireAuthorization().WithMetadata(UnlimitedBody.Metadata);
        app.MapMethods("/audio/{songId:guid}", [HttpMethods.Get, HttpMethods.Head], StreamAsync);
        app.MapPost("/audio/batch", BatchAsync);
    }

    private static async Task<Results<Created<AudioFile>, Problem>> UploadAsync(
        Guid songId,
        HttpRequest request,
        Uploads uploads,
        SignedAddresses addresses,
        UploadRights rights,
        IOptions<AudioOptions> options,
        CancellationToken cancellationToken)
    {
        var largest = options.Value.MaxAudioBytes;
        if (ContentTypeOf(request) is not { } contentType)
            return Problem.UnsupportedMedia("The content type must be audio/* or application/ogg.");
        if (Uploads.Refusal(request, largest) is { } refusal)
            return refusal;
        if (await rights.CheckAudioAsync(songId, cancellationToken) is { } refused)
            return refused;

        var outcome = await uploads.TakeAsync(
            MediaName.AudioOf(songId), request.Body, largest, bytes => AudioFormat.IsKnown(bytes.Span) ? contentType : Uploads.UnknownKind, cancellationToken);
        return outcome.Failed(out var problem, out var manifest)
            ? problem
            : TypedResults.Created($"/audio/{songId}", ToAudioFile(manifest, await addresses.SignerAsync(country: null, cancellationToken)));
    }

    private static async Task<Results<MediaResult, Problem>> StreamAsync(
        Guid songId,
        HttpRequest request,
        [FromHeader(Name = AudioHeaders.Country)] string? country,
        CurrentUser? user,
        SignedAddresses addresses,
        MediaStore store,
        ChunkStore chunks,
        SongMarkets markets,
        CancellationToken cancellationToken)
    {
        if (user is null && !await addresses.IsGoodAsync(songId, request.Query, cancellationToken))
            return Problem.Forbidden("This address is not signed, or has expired. The graph gives a new one: audio { url }.");
        // A signed address says where the one was whom it was given to.
        country ??= user is null ? request.Query[SignedAddresses.Country].ToString() : null;
        if (!await markets.AllowAsync(songId, country, cancellationToken))
            return Problem.NotAvailable("This song may not be played where you are.");
        return await store.FindAsync(MediaName.AudioOf(songId), cancellationToken) is { } manifest
            ? new MediaResult(manifest, chunks)
            : Problem.NotFound("This song has no audio.");
    }

    private static async Task<Results<Ok<AudioFile[]>, Problem>> BatchAsync(
        BatchRequest request, string? country, MediaStore store, SignedAddresses addresses, CancellationToken cancellationToken)
    {
        if (Batch.IdsOf(request).Failed(out var problem, out var ids))
            return problem;
        var manifests = await store.FindAsync([.. ids.Select(MediaName.AudioOf)], cancellationToken);
        var sign = await addresses.SignerAsync(country, cancellationToken);
        return TypedResults.Ok(manifests.Select(manifest => ToAudioFile(manifest, sign)).ToArray());
    }

    private static AudioFile ToAudioFile(MediaManifest manifest, Func<Guid, string> sign) =>
        new(manifest.Name.Id, manifest.Size, manifest.ContentType, manifest.ETag, manifest.UploadedAt, sign(manifest.Name.Id));

    /// <summary>The type without parameters, null when it is none of audio.</summary>
    private static string? ContentTypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.Type.Equals("audio", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/ogg", StringComparison.OrdinalIgnoreCase))
        && type.MediaType.Length <= MaxContentTypeLength
            ? type.MediaType.Value!.ToLowerInvariant()
            : null;
}
