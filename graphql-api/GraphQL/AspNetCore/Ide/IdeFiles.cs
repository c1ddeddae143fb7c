using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace MusicGraph.GraphQL.AspNetCore.Ide;

/// <summary>Serves the IDE's static files with validators and a policy that lets its pages talk to this server only.</summary>
internal static class IdeFiles
{
    // The IDE compiles JSON schemas to functions, makes styles at run time, and its editor starts workers from blobs.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "worker-src 'self' blob:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    /// <summary>Null when the folder has no IDE in it.</summary>
    public static RequestDelegate? Find(IEndpointRouteBuilder endpoints, string path, string folder)
    {
        if (!File.Exists(Path.Combine(folder, "index.html"))) return null;
        var contentTypes = new FileExtensionContentTypeProvider();
        contentTypes.Mappings[".webmanifest"] = "application/manifest+json";
        return endpoints.CreateApplicationBuilder()
            .UseStaticFiles(new StaticFileOptions
            {
                RequestPath = path,
                FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
                ContentTypeProvider = contentTypes,
                OnPrepareResponse = Prepare,
            })
            .Build();
    }

    private static void Prepare(StaticFileResponseContext served)
    {
        var headers = served.Context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;

        // What lies under static/ has a hash of its content in its name.
        var isImmutable = served.Context.Request.Path.Value?.Contains("/static/", StringComparison.Ordinal) == true;
        headers.CacheControl = isImmutable ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
