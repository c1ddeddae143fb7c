using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.AspNetCore.Connections;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>Accepts WebSockets; what their sessions share.</summary>
internal sealed class SocketServer(
    RequestPipeline pipeline,
    GraphQLSocketOptions options,
    LiveConnections connections,
    ISocketSessionInterceptor interceptor,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger logger)
{
    public const string Protocol = "graphql-transport-ws";

    public RequestPipeline Pipeline { get; } = pipeline;
    public GraphQLSocketOptions Options { get; } = options;
    public LiveConnections Connections { get; } = connections;
    public ISocketSessionInterceptor Interceptor { get; } = interceptor;
    public IServiceScopeFactory Scopes { get; } = scopes;
    public TimeProvider Time { get; } = time;
    public ILogger Logger { get; } = logger;

    public Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, "The upgrade is not a WebSocket handshake.");
        return context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? new SocketSession(context, this).RunAsync() : RefuseAsync(context);
    }

    /// <param name="protocol">The subprotocol that is spoken, or null.</param>
    public static Task<WebSocket> AcceptAsync(HttpContext context, string? protocol) => context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
    {
        SubProtocol = protocol,

        // Pings are messages of the protocol, from one timer for all connections.
        KeepAliveInterval = TimeSpan.Zero,
    });

    /// <summary>
    /// Makes the handshake all the same, since only a close frame can tell a browser the reason, and waits for the answer as long as for a
    /// client's first message.
    /// </summary>
    private async Task RefuseAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        using var socket = await AcceptAsync(context, null);
        using var timeout = new CancellationTokenSource(Options.ConnectionInitializationTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, aborted);
        try
        {
            await socket.CloseAsync((WebSocketCloseStatus)SocketCloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable", either.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            SocketLog.ConnectionLost(Logger, exception);
        }
    }
}
