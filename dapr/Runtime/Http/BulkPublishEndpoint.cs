using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MusicGraph.Dapr.Runtime.PubSub;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>Publishing several events to a topic; each is accepted or not by itself.</summary>
/// <remarks>https://docs.dapr.io/reference/api/pubsub_api/#publish-multiple-messages-to-a-given-topic; dapr/dapr, <c>pkg/api/http/http.go</c>.</remarks>
internal sealed class BulkPublishEndpoint(SidecarState state)
{
    /// <param name="tail">The path behind <c>publish/bulk/</c>: component and topic, which may hold slashes.</param>
    public async Task InvokeAsync(HttpContext context, string tail)
    {
        var target = PublishTarget.Read(state, context.Request, tail);
        List<BulkEntry> entries;
        using (var body = await PooledBody.ReadAsync(context.Request, state.Options.MaxBodySize).ConfigureAwait(false))
            entries = BulkEntry.ReadAll(body.Memory, target);
        var messages = Create(entries, target);
        target.EnsureAllowed();

        // All are handed over before the first is waited for: in their order, and into one commit where the broker has such.
        var publishing = messages.Select(message => TryPublishAsync(target, message, context.RequestAborted)).ToList();
        var errors = await Task.WhenAll(publishing).ConfigureAwait(false);
        if (Array.TrueForAll(errors, error => error is null))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await ApiResponse.WriteJsonAsync(
            context.Response, StatusCodes.Status500InternalServerError, writer => WriteFailures(writer, entries, errors)).ConfigureAwait(false);
    }

    private List<PubSubMessage> Create(List<BulkEntry> entries, PublishTarget target)
    {
        var events = new OutgoingEvents(state, target);
        return [.. entries.Select(entry =>
        {
            // Each event has a span of its own below the request's.
            var trace = Activity.Current is { } request ? $"00-{request.TraceId}-{ActivitySpanId.CreateRandom()}-{(request.Recorded ? "01" : "00")}" : null;
            return events.Create(entry.Data, entry.ContentType, entry.Metadata, trace, Activity.Current?.TraceStateString);
        })];
    }

    private async Task<string?> TryPublishAsync(PublishTarget target, PubSubMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await target.PubSub.PublishAsync(target.Topic, message, cancellationToken).ConfigureAwait(false);
            state.Metrics.PubSubEgress(target.PubSub.Name, target.Topic, success: true);
            return null;
        }
        catch (PubSubException error)
        {
            state.Metrics.PubSubEgress(target.PubSub.Name, target.Topic, success: false);
            return error.Message;
        }
    }

    private static void WriteFailures(Utf8JsonWriter writer, List<BulkEntry> entries, string?[] errors)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("failedEntries"u8);
        for (var i = 0; i < errors.Length; i++)
        {
            if (errors[i] is not { } error)
                continue;

            writer.WriteStartObject();
            writer.WriteString("entryId"u8, entries[i].EntryId);
            writer.WriteString("error"u8, error);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("errorCode"u8, "ERR_PUBSUB_PUBLISH_MESSAGE");
        writer.WriteEndObject();
    }
}
