using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Bindings;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Output bindings.</summary>
/// <remarks>https://docs.dapr.io/reference/api/bindings_api/.</remarks>
internal sealed class BindingEndpoint(SidecarState state)
{
    /// <param name="tail">The path behind <c>bindings/</c>: the component.</param>
    public async Task InvokeAsync(HttpContext context, string tail)
    {
        if (!HttpMethods.IsPost(context.Request.Method) && !HttpMethods.IsPut(context.Request.Method))
            throw new ApiException(StatusCodes.Status405MethodNotAllowed, "ERR_METHOD_NOT_ALLOWED", "a binding is called by POST or PUT");

        var name = Uri.UnescapeDataString(tail);
        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        var call = BindingCall.Parse(body.Memory);
        BindingResult? result;
        try
        {
            result = await OutputCall.InvokeAsync(state.Components, name, call.Operation, call.Data, call.Metadata, context.RequestAborted).ConfigureAwait(false);
            state.Metrics.Binding(name, call.Operation, success: true);
        }
        catch (BindingException error)
        {
            state.Metrics.Binding(name, call.Operation, success: false);
            throw new ApiException(
                StatusCodes.Status500InternalServerError, "ERR_INVOKE_OUTPUT_BINDING", $"error invoking output binding {name}: {error.Message}", error);
        }

        await WriteAsync(context, result).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, BindingResult? result)
    {
        if (result is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await using (result.Data.ConfigureAwait(false))
        {
            // daprd says so whatever the bytes are.
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = result.Length;
            foreach (var (name, value) in result.Metadata)
                context.Response.Headers["metadata." + name] = value;
            await result.Data.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
