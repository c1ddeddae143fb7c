using System.Globalization;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore.Connections;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>One client's connection in <c>graphql-transport-ws</c>.</summary>
internal sealed class SocketSession : ISocketSession, IMessageSink, ILiveConnection
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);
    private static readonly byte[] Ack = [.. "{\"type\":\"connection_ack\"}"u8];
    private static readonly byte[] Ping = [.. "{\"type\":\"ping\"}"u8];
    private static readonly byte[] Pong = [.. "{\"type\":\"pong\"}"u8];
    private static readonly byte[] PongPayload = [.. "{\"type\":\"pong\",\"payload\":"u8];
    private static readonly byte[] End = [.. "}"u8];

    // Nobody has logged in on most connections, and whom ASP.NET Core would make up for each is the same.
    private static readonly ClaimsPrincipal Anonymous = new(new ClaimsIdentity());

    private readonly SocketServer _server;
    private readonly SendQueue _queue;
    private readonly LiveOperations _operations;
    private WebSocket _socket = null!;
    private TaskCompletionSource? _ended;
    private ITimer? _initTimer;
    private bool _initReceived;
    private bool _acknowledged;
    private bool _heard = true;
    private int _silentIntervals;
    private int _closing;

    public SocketSession(HttpContext context, SocketServer server)
    {
        _server = server;
        HttpContext = context;
        User = context.Features.Get<IHttpAuthenticationFeature>()?.User ?? Anonymous;
        _queue = new SendQueue(this, server.Options.MaxQueuedBytes);
        _operations = new LiveOperations(server.Options.MaxOperationsPerConnection);
    }

    public HttpContext HttpContext { get; }
    public ClaimsPrincipal User { get; set; }

    /// <summary>
    /// Accepts the connection and serves the client until it has ended. All that waits for a client to say something stands in this one
    /// method, since it is kept for each of them.
    /// </summary>
    public async Task RunAsync()
    {
        using var socket = await SocketServer.AcceptAsync(HttpContext, SocketServer.Protocol);
        _socket = socket;
        _server.Connections.Add(this);
        if (_server.Options.ConnectionInitializationTimeout > TimeSpan.Zero)
        {
            _initTimer = _server.Time.CreateTimer(
                static self => ((SocketSession)self!).OnInitTimeout(), this, _server.Options.ConnectionInitializationTimeout, Timeout.InfiniteTimeSpan);
        }

        try
        {
            while (true)
            {
                var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (!await TryReceiveAsync(first)) break;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            SocketLog.ConnectionLost(_server.Logger, exception);
        }
        finally
        {
            _initTimer?.Dispose();
            _server.Connections.Remove(this);
            _operations.Close();
            _queue.Abandon();
            Ended().TrySetResult();
            if (_acknowledged) await _server.Interceptor.OnCloseAsync(this);
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message) =>
        _socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);

    public void OnOverflow()
    {
        SocketLog.SlowClient(_server.Logger);
        _operations.Close();
        Close(SocketCloseCode.TryAgainLater, "The client reads too slowly");
    }

    public void OnSendFailed(Exception exception)
    {
        SocketLog.ConnectionLost(_server.Logger, exception);
        _socket.Abort();
    }

    public void KeepAlive()
    {
        if (Volatile.Read(ref _closing) == 1) return;
        if (Interlocked.Exchange(ref _heard, false))
        {
            _silentIntervals = 0;
            return;
        }

        // A connection that has not been initialised has a time-out of its own.
        if (!_acknowledged) return;
        if (++_silentIntervals > 2) _socket.Abort();
        else _queue.Send(PooledMessage.Of(Ping));
    }

    public void Close(string message, int code) => Close((SocketCloseCode)code, message);

    public void Shutdown() => Close(SocketCloseCode.GoingAway, "The server stops");

    private void OnInitTimeout()
    {
        if (!Volatile.Read(ref _initReceived)) Close(SocketCloseCode.InitialisationTimeout, "Connection initialisation timeout");
    }

    /// <returns>False when the client has closed the connection.</returns>
    private async ValueTask<bool> TryReceiveAsync(ValueWebSocketReceiveResult first)
    {
        var message = await ReceivedMessage.ReceiveAsync(_socket, first, _server.Options.MaxMessageBytes);
        Volatile.Write(ref _heard, true);
        if (message.Kind == ReceivedKind.Close)
        {
            await AnswerCloseAsync();
            return false;
        }

        // A subscribe keeps the message until its operation has been executed.
        if (!await TryHandleAsync(message)) message.Dispose();
        return true;
    }

    private async ValueTask<bool> TryHandleAsync(ReceivedMessage received)
    {
        try
        {
            return await HandleAsync(received);
        }
        catch (Exception exception)
        {
            SocketLog.Failed(_server.Logger, exception);
            Close(SocketCloseCode.InternalServerError, "Internal server error");
            return false;
        }
    }

    /// <summary>Does what a message asks for.</summary>
    /// <returns>Whether the message's buffer has a new owner.</returns>
    private async ValueTask<bool> HandleAsync(ReceivedMessage received)
    {
        // What comes between our close and the client's answer counts for nothing.
        if (Volatile.Read(ref _closing) == 1) return false;
        if (received.Kind == ReceivedKind.TooBig)
        {
            Close(SocketCloseCode.MessageTooBig, $"A message is larger than {_server.Options.MaxMessageBytes} bytes");
            return false;
        }

        if (received.Kind == ReceivedKind.Binary)
        {
            Close(SocketCloseCode.InvalidMessage, "Invalid message received: it is binary");
            return false;
        }

        if (!SocketMessage.TryParse(received.Memory, out var message, out var error))
        {
            Close(SocketCloseCode.InvalidMessage, error!);
            return false;
        }

        switch (message.Type)
        {
            case SocketMessageType.ConnectionInit:
                await InitialiseAsync(message.Payload);
                return false;
            case SocketMessageType.Subscribe:
                return Subscribe(message, received);
            case SocketMessageType.Complete:
                _operations.Complete(message.Id);
                return false;
            case SocketMessageType.Ping:
                await AnswerPingAsync(message.Payload);
                return false;
            default:
                return false;
        }
    }

    private async ValueTask InitialiseAsync(ReadOnlyMemory<byte> payload)
    {
        if (_initReceived)
        {
            Close(SocketCloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
            return;
        }

        Volatile.Write(ref _initReceived, true);
        if (_initTimer is not null) await _initTimer.DisposeAsync();
        _initTimer = null;
        var status = await _server.Interceptor.OnConnectAsync(this, new InitPayload(ParsePayload(payload.Span)), HttpContext.RequestAborted);
        if (!status.IsAccepted)
        {
            Close(SocketCloseCode.Forbidden, status.Message);
            return;
        }

        _acknowledged = true;
        _queue.Send(PooledMessage.Of(Ack));
    }

    private async ValueTask AnswerPingAsync(ReadOnlyMemory<byte> payload)
    {
        // Only a payload may be meant for the app.
        if (payload.IsEmpty)
        {
            _queue.Send(PooledMessage.Of(Pong));
            return;
        }

        var answer = _acknowledged
            ? await _server.Interceptor.OnPingAsync(this, new InitPayload(ParsePayload(payload.Span)), HttpContext.RequestAborted)
            : null;
        if (answer is not null) payload = Encoding.UTF8.GetBytes(new JsonObject(answer.Select(ToNode)).ToJsonString());
        _queue.Send(PooledMessage.Of(PongPayload, payload, End));

        static KeyValuePair<string, JsonNode?> ToNode(KeyValuePair<string, object?> member) =>
            new(member.Key, member.Value is null ? null : JsonValue.Create(Convert.ToString(member.Value, CultureInfo.InvariantCulture)));
    }

    private static JsonElement? ParsePayload(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return null;
        var reader = new Utf8JsonReader(payload);
        return JsonElement.ParseValue(ref reader);
    }

    private bool Subscribe(SocketMessage message, ReceivedMessage received)
    {
        if (!_acknowledged)
        {
            Close(SocketCloseCode.Unauthorized, "Unauthorized");
            return false;
        }

        if (!RequestParser.TryParse(message.Payload, out var parameters, out var error))
        {
            Close(SocketCloseCode.InvalidMessage, $"Invalid message received: {error}");
            return false;
        }

        switch (_operations.TryAdd(message.Id, out var operation))
        {
            case LiveOperations.Admission.Added:
                _ = RunAsync(operation, parameters, received);
                return true;
            case LiveOperations.Admission.IdInUse:
                Close(SocketCloseCode.SubscriberAlreadyExists, $"Subscriber for {message.Id} already exists");
                return false;
            case LiveOperations.Admission.TooMany:
                SendError(operation, "The connection runs too many operations.");
                return false;
            default:
                return false;
        }
    }

    private async Task RunAsync(LiveOperation operation, RequestParameters parameters, ReceivedMessage received)
    {
        var delivery = new ResponseDelivery(_queue, SocketFormat.Instance, _server.Pipeline.Executor, _operations, operation);
        var scope = _server.Scopes.CreateAsyncScope();
        try
        {
            using (received)
            {
                var builder = new OperationRequestBuilder(User);
                await _server.Interceptor.OnRequestAsync(this, operation.Id, builder, operation.Cancelled);
                parameters = parameters with { IncrementalFormat = IncrementalFormat.Current };
                var result = await _server.Pipeline.ExecuteAsync(
                    parameters, RequestPipeline.All, scope.ServiceProvider, builder, operation.Cancelled);

                // It is not waited for: a subscription may go on for days.
                _ = delivery.RunAsync(result, scope, operation.Cancelled);
            }
        }
        catch (Exception exception)
        {
            delivery.Fail(exception, operation.Cancelled);
            await scope.DisposeAsync();
        }
    }

    private void SendError(LiveOperation operation, string message)
    {
        using var writer = new ResultWriter();
        writer.WriteErrors([new GraphQLError(message)]);
        if (SocketFormat.Instance.Error(operation.JsonId, writer.Written) is { } error) _queue.Send(error);
    }

    private void Close(SocketCloseCode code, string reason) => _ = CloseAsync(code, reason);

    /// <summary>
    /// Says why, after what was sent before, and lets the client answer; the receiving loop ends with that. A client that does neither read nor
    /// answer in time is cut off.
    /// </summary>
    private async Task CloseAsync(SocketCloseCode code, string reason)
    {
        if (Interlocked.Exchange(ref _closing, 1) == 1) return;
        _operations.Close();
        using var timeout = new CancellationTokenSource(CloseTimeout, _server.Time);
        try
        {
            await _queue.CompleteAsync().WaitAsync(timeout.Token);
            await _socket.CloseOutputAsync((WebSocketCloseStatus)code, CloseReason.Shorten(reason), timeout.Token);
            await Ended().Task.WaitAsync(timeout.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            SocketLog.ConnectionLost(_server.Logger, exception);
            _socket.Abort();
        }
    }

    /// <summary>Completed when the connection has ended; made only where somebody waits for that.</summary>
    private TaskCompletionSource Ended() => _ended
        ?? Interlocked.CompareExchange(ref _ended, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null)
        ?? _ended;

    private async Task AnswerCloseAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 1) return;
        await _queue.CompleteAsync();
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private sealed record InitPayload(JsonElement? Payload) : IOperationMessagePayload;
}
