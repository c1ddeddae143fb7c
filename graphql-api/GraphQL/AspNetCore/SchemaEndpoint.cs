using System.Text;
using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Answers the schema in SDL.</summary>
internal sealed class SchemaEndpoint(RequestExecutor executor)
{
    private readonly Lazy<byte[]> _sdl = new(() => Encoding.UTF8.GetBytes(SchemaPrinter.Print(executor.Schema)));

    public async Task GetAsync(HttpContext context)
    {
        var sdl = _sdl.Value;
        context.Response.ContentType = "application/graphql; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";
        context.Response.ContentLength = sdl.Length;
        await context.Response.BodyWriter.WriteAsync(sdl, context.RequestAborted);
    }
}
