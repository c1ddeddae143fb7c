using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Media;

/// <summary>Audio and covers, handed on to and from the audio service as they come.</summary>
internal static class MediaRoutes
{
    /// <summary>Bytes that an upload may have.</summary>
    private const long LargestUpload = 512L * 1024 * 1024;

    /// <summary>Where a song's audio is, with the signature that stands in for a token.</summary>
    public static string AudioUrl(AudioFile audio) => $"/audio/{GlobalId.FormatForUrl(nameof(Song), audio.SongId)}?{audio.Signature}";

    public static string CoverUrl(Guid albumId) => CoverUrl(nameof(Album), albumId);

    /// <param name="size">640, 300 or 64; null for the picture as it was uploaded.</param>
    public static string CoverUrl(string typeName, Guid itemId, int? size = null) => string.Create(
        CultureInfo.InvariantCulture, $"/covers/{GlobalId.FormatForUrl(typeName, itemId)}{(size is null ? "" : $"?size={size}")}");

    /// <summary>What has a picture.</summary>
    private static readonly string[] Pictured = [nameof(Album), nameof(Artist), nameof(Show), nameof(Episode), nameof(Playlist)];

    public static IServiceCollection AddMedia(this IServiceCollection services) => services.AddSingleton<MediaProxy>();

    public static void MapMedia(this WebApplication app)
    {
        // Ids of the graph may contain a slash, so that the rest of the path is the id.
        MapKind(app, "/audio/{**id}", [nameof(Song)], "audio", async (_, _, content, token) =>
            {
                var audio = (await content.ReadFromJsonAsync(BackendJson.Default.AudioFile, token))!;
                return TypedResults.Created(AudioUrl(audio), AudioResource.Of(audio));
            })
            .WithTags("Audio");
        MapKind(app, "/covers/{**id}", Pictured, "covers", (typeName, itemId, _, _) =>
                Task.FromResult<IResult>(TypedResults.Created(CoverUrl(typeName, itemId))))
            .WithTags("Covers");
    }

    private static RouteGroupBuilder MapKind(
        WebApplication app,
        string pattern,
        string[] typeNames,
        string route,
        Func<string, Guid, HttpContent, CancellationToken, Task<IResult>> created)
    {
        var group = app.MapGroup(pattern);
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], ForwardAsync);
        group.MapPut("", ForwardAsync).RequireAuthorization().WithMetadata(new RequestSizeLimitAttribute(LargestUpload));
        return group;

        Task ForwardAsync(HttpContext context, string? id, MediaProxy proxy)
        {
            foreach (var typeName in typeNames)
            {
                if (GlobalId.TryParse(typeName, id, out var key))
                    return proxy.ForwardAsync(context, $"{route}/{key}{context.Request.QueryString}", (content, token) => created(typeName, key, content, token));
            }

            return ServiceDefaults.Http.Problem.NotFound("There is nothing with this id.").ExecuteAsync(context);
        }
    }
}
