using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

/// <summary>The audio service's bytes: one file, kept as it was uploaded, with ranges and conditions.</summary>
internal sealed class FakeMedia
{
    public byte[] Bytes { get; private set; } = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    /// <summary>Whether every request fails.</summary>
    public bool IsBroken { get; set; }

    public string? UploadedContentType { get; private set; }

    public long UploadedLength { get; private set; }

    public async Task HandleAsync(HttpContext context, string path)
    {
        if (IsBroken)
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("secret stack trace");
            return;
        }

        if (HttpMethods.IsPut(context.Request.Method))
        {
            UploadedContentType = context.Request.ContentType;
            UploadedLength = 0;
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
                UploadedLength += read;
            context.Response.StatusCode = 201;
            if (path.StartsWith("audio/", StringComparison.Ordinal))
            {
                var audio = new AudioFile(Guid.Parse(path["audio/".Length..]), UploadedLength, UploadedContentType!, "e1", FakeServices.Time(1), FakeServices.Signature);
                await context.Response.WriteAsJsonAsync(audio, ServiceJson.Options);
            }

            return;
        }

        var result = Results.Bytes(Bytes, "audio/ogg", enableRangeProcessing: true, entityTag: new EntityTagHeaderValue("\"e1\""));
        await result.ExecuteAsync(context);
    }
}
