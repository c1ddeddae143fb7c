using System.Text.Json;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Hooks of a WebSocket connection.</summary>
public interface ISocketSessionInterceptor
{
    /// <summary>Decides, when <c>connection_init</c> comes, whether the client may stay, and who it is.</summary>
    ValueTask<ConnectionStatus> OnConnectAsync(
        ISocketSession session,
        IOperationMessagePayload connectionInitMessage,
        CancellationToken cancellationToken = default);

    /// <summary>Runs before each operation of the connection.</summary>
    ValueTask OnRequestAsync(
        ISocketSession session,
        string operationSessionId,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken = default) => default;

    /// <summary>Runs when the client of an accepted connection sends a <c>ping</c>.</summary>
    /// <returns>The payload of the <c>pong</c>; null for that of the ping.</returns>
    ValueTask<IReadOnlyDictionary<string, object?>?> OnPingAsync(
        ISocketSession session,
        IOperationMessagePayload pingMessage,
        CancellationToken cancellationToken = default) => default;

    /// <summary>Runs when an accepted connection has ended.</summary>
    ValueTask OnCloseAsync(ISocketSession session, CancellationToken cancellationToken = default) => default;
}

/// <summary>The payload of a message.</summary>
public interface IOperationMessagePayload
{
    /// <summary>The JSON object, or null where there is none.</summary>
    JsonElement? Payload { get; }
}
