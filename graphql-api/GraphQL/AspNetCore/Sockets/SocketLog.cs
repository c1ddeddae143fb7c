using Microsoft.Extensions.Logging;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

internal static partial class SocketLog
{
    [LoggerMessage(LogLevel.Debug, "A WebSocket connection is lost.")]
    public static partial void ConnectionLost(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A WebSocket connection is closed after an unexpected error.")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A WebSocket connection is closed: its client reads too slowly.")]
    public static partial void SlowClient(ILogger logger);
}
