using System.Text.Json;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>Sends what comes of one operation to its client.</summary>
/// <param name="tryEnd">Asked before the last message; false when the client does not wait for one any more.</param>
internal sealed partial class ResponseDelivery(SendQueue queue, WireFormat format, byte[] id, Func<bool> tryEnd, ILogger logger)
{
    /// <summary>Executes and sends all responses and the end. Does not throw.</summary>
    /// <param name="execute">Its result is disposed of here.</param>
    public async Task RunAsync(Func<ValueTask<OperationResult>> execute, CancellationToken cancellationToken)
    {
        try
        {
            await using var result = await execute();
            await SendAsync(result, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client has completed the operation or is gone: there is nobody to tell.
            tryEnd();
        }
        catch (GraphQLException exception)
        {
            SendErrors(exception.Errors);
        }
        catch (Exception exception)
        {
            LogFailure(exception);
            SendErrors(UnexpectedError.List);
        }
    }

    private async Task SendAsync(OperationResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case SingleResult { Error: not RequestErrorKind.None } refused when format.Error(id, ErrorsOf(refused.Json)) is { } error:
                if (tryEnd()) queue.Send(error);
                else error.Dispose();
                return;

            case SingleResult single:
                queue.Send(format.Next(id, single.Json));
                break;

            case ResponseStream stream:
                await foreach (var response in stream.Responses.WithCancellation(cancellationToken))
                {
                    await using (response) queue.Send(format.Next(id, response.Json));
                }

                break;
        }

        if (tryEnd()) queue.Send(format.Complete(id));
    }

    private void SendErrors(IReadOnlyList<GraphQLError> list)
    {
        if (!tryEnd()) return;
        using var writer = new ResultWriter();
        writer.WriteRaw("{\"errors\":"u8);
        var start = writer.Position;
        writer.WriteErrors(list);
        var errors = writer.Written[start..];
        if (format.Error(id, errors) is { } error)
        {
            queue.Send(error);
            return;
        }

        writer.WriteRaw("}"u8);
        queue.Send(format.Next(id, writer.Written));
        queue.Send(format.Complete(id));
    }

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

    [LoggerMessage(LogLevel.Error, "An operation ended with an unexpected error.")]
    private partial void LogFailure(Exception exception);
}
