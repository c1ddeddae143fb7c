using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.AspNetCore.Connections;

namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>A stream of server-sent events to one client. What is sent before the client opens it waits.</summary>
internal sealed partial class EventStream : IMessageSink, ILiveConnection
{
    // Some browsers take a stream for open only when something comes.
    private static readonly byte[] Comment = [.. ":\n\n"u8];

    private readonly CancellationTokenSource _ended = new();
    private readonly ILogger _logger;
    private HttpContext? _context;

    public EventStream(GraphQLEventStreamOptions options, ILogger logger)
    {
        _logger = logger;
        Queue = new SendQueue(this, options.MaxQueuedBytes, started: false);
        Operations = new LiveOperations(options.MaxOperationsPerStream);
    }

    public SendQueue Queue { get; }

    /// <summary>The operations of the single connection mode.</summary>
    public LiveOperations Operations { get; }

    /// <summary>Cancelled when the client is gone or the server stops.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Opens the stream as the response to a request, runs <paramref name="work"/>, and ends it when that does.</summary>
    public async Task ServeAsync(HttpContext context, LiveConnections connections, Func<Task> work)
    {
        _context = context;
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentTypes.EventStream;
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        await using var aborted = context.RequestAborted.Register(static self => ((EventStream)self!).End(), this);
        connections.Add(this);
        try
        {
            Queue.Send(PooledMessage.Of(Comment));
            Queue.Start();
            await work();
            await Queue.CompleteAsync();
        }
        finally
        {
            connections.Remove(this);
            End();
        }
    }

    /// <summary>Waits until the client is gone or the server stops.</summary>
    public async Task WaitForEndAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Ended.Register(static source => ((TaskCompletionSource)source!).SetResult(), ended);
        await ended.Task;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message) => await _context!.Response.BodyWriter.WriteAsync(message, _context.RequestAborted);

    public void OnOverflow()
    {
        LogSlowClient();
        _context?.Abort();
        End();
    }

    public void OnSendFailed(Exception exception)
    {
        LogSendFailed(exception);
        End();
    }

    public void KeepAlive() => Queue.Send(PooledMessage.Of(Comment));

    public void Shutdown() => End();

    /// <summary>Ends the stream and its operations.</summary>
    public void End()
    {
        _ = _ended.CancelAsync();
        Operations.Close();
    }

    [LoggerMessage(LogLevel.Warning, "An event stream is ended: its client reads too slowly.")]
    private partial void LogSlowClient();

    [LoggerMessage(LogLevel.Debug, "Sending to an event stream failed.")]
    private partial void LogSendFailed(Exception exception);
}
