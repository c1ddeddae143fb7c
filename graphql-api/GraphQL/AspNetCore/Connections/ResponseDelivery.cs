using System.Text.Json;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>Sends what comes of one operation to its client.</summary>
/// <param name="operations">Those of the connection; null where it has but this one.</param>
/// <param name="operation">This one; null where the connection has no other.</param>
internal sealed class ResponseDelivery(
    SendQueue queue,
    WireFormat format,
    RequestExecutor executor,
    LiveOperations? operations = null,
    LiveOperation? operation = null)
{
    private byte[] Id => operation?.JsonId ?? [];

    /// <summary>
    /// Sends all responses and the end, then disposes of the result and of what it needed. Does not throw. All that waits for the events of a
    /// subscription stands in this one method, since it is kept for each subscriber.
    /// </summary>
    /// <param name="services">The operation's services; null where somebody else owns them.</param>
    public async Task RunAsync(OperationResult result, IAsyncDisposable? services, CancellationToken cancellationToken)
    {
        try
        {
            if (result is ResponseStream { IsIncremental: true } parts)
            {
                await SendPartsAsync(parts, cancellationToken);
            }
            else if (result is ResponseStream stream)
            {
                if (stream.StartId is { } start && format.Begin(start) is { } begin) queue.Send(begin);
                await foreach (var response in stream.Responses.WithCancellation(cancellationToken))
                {
                    queue.Send(response.EventId is { } place ? format.Next(Id, response.Json, place) : format.Next(Id, response.Json));
                    await response.DisposeAsync();
                }

                if (TryEnd()) queue.Send(format.Complete(Id));
            }
            else
            {
                Send((SingleResult)result);
            }
        }
        catch (Exception exception)
        {
            Fail(exception, cancellationToken);
        }

        await result.DisposeAsync();
        if (services is not null) await services.DisposeAsync();
    }

    /// <summary>Tells the client that its operation has failed.</summary>
    public void Fail(Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                // The client has completed the operation or is gone: there is nobody to tell.
                TryEnd();
                break;
            case GraphQLException refusal:
                SendErrors(refusal.Errors);
                break;
            default:
                SendErrors(executor.Mask(exception));
                break;
        }
    }

    /// <summary>Events come when they come; parts are made when the client has got those before.</summary>
    private async ValueTask SendPartsAsync(ResponseStream parts, CancellationToken cancellationToken)
    {
        await foreach (var part in parts.Responses.WithCancellation(cancellationToken))
        {
            queue.Send(format.Next(Id, part.Json));
            await part.DisposeAsync();
            await queue.WhenIdleAsync().WaitAsync(cancellationToken);
        }

        if (TryEnd()) queue.Send(format.Complete(Id));
    }

    private void Send(SingleResult result)
    {
        if (result.Error != RequestErrorKind.None && format.Error(Id, ErrorsOf(result.Json)) is { } error)
        {
            if (TryEnd()) queue.Send(error);
            else error.Dispose();
            return;
        }

        queue.Send(format.Next(Id, result.Json));
        if (TryEnd()) queue.Send(format.Complete(Id));
    }

    private void SendErrors(IReadOnlyList<GraphQLError> list)
    {
        if (!TryEnd()) return;
        using var writer = new ResultWriter();
        writer.WriteRaw("{\"errors\":"u8);
        var start = writer.Position;
        writer.WriteErrors(list);
        var errors = writer.Written[start..];
        if (format.Error(Id, errors) is { } error)
        {
            queue.Send(error);
            return;
        }

        writer.WriteRaw("}"u8);
        queue.Send(format.Next(Id, writer.Written));
        queue.Send(format.Complete(Id));
    }

    /// <summary>Asked before the last message; false when the client does not wait for one any more.</summary>
    private bool TryEnd() => operation is null || operations!.TryEnd(operation);

    /// <summary>The value of <c>errors</c> in a response.</summary>
    private static ReadOnlyMemory<byte> ErrorsOf(ReadOnlyMemory<byte> response)
    {
        var reader = new Utf8JsonReader(response.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isErrors = reader.ValueTextEquals("errors"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isErrors) return response[start..(int)reader.BytesConsumed];
        }

        return "[]"u8.ToArray();
    }
}
