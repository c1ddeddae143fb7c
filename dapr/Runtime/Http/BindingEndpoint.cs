using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Invocation;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Output bindings.</summary>
/// <remarks>https://docs.dapr.io/reference/api/bindings_api/.</remarks>
internal sealed class BindingEndpoint(SidecarState state)
{
    /// <param name="tail">The path behind <c>bindings/</c>: the component.</param>
    public async Task InvokeAsync(HttpContext context, string tail)
    {
        var name = Uri.UnescapeDataString(tail);
        using var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false);
        var call = BindingCall.Parse(body.Memory);
        BindingResult? result;
        try
        {
            var metadata = WithTrace(context.Request, call.Metadata);
            result = await OutputCall.InvokeAsync(state.Components, name, call.Operation, call.Data, metadata, context.RequestAborted).ConfigureAwait(false);
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

    /// <summary>What the component is told of the trace, by names that it passes on where its protocol has a place for them.</summary>
    private IReadOnlyDictionary<string, string> WithTrace(HttpRequest request, IReadOnlyDictionary<string, string> metadata)
    {
        if (TraceContext.Parent(request, state.Configuration.SamplingRate) is not { } traceParent)
            return metadata;

        var traced = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase) { ["traceparent"] = traceParent };
        if ((Activity.Current?.TraceStateString ?? request.Headers.TraceState.ToString()) is { Length: > 0 } traceState)
            traced["tracestate"] = traceState;
        return traced;
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
