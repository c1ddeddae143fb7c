using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace MusicGraph.Gateway.Operations;

/// <summary>Compresses JSON and text; audio and covers are compressed already, and event streams would each keep a compressor.</summary>
internal static class Compression
{
    public static IServiceCollection AddCompression(this IServiceCollection services) => services
        .AddSingleton<IResponseCompressionProvider, LargeResponses>()
        .AddResponseCompression(options => options.MimeTypes =
            [.. ResponseCompressionDefaults.MimeTypes, "application/graphql-response+json", "application/problem+json", "application/graphql", "multipart/mixed"]);

    /// <summary>What fits in a packet is not worth the work.</summary>
    private sealed class LargeResponses(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
        : ResponseCompressionProvider(services, options)
    {
        private const int SmallestBytes = 1_400;

        public override bool ShouldCompressResponse(HttpContext context) =>
            context.Response.ContentLength is not < SmallestBytes && base.ShouldCompressResponse(context);
    }
}
