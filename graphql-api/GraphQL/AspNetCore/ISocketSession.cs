using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>A client's WebSocket connection.</summary>
public interface ISocketSession
{
    /// <summary>The request that opened the connection.</summary>
    HttpContext HttpContext { get; }

    /// <summary>On whose behalf the operations of this connection run; the opening request's user until an interceptor says otherwise.</summary>
    ClaimsPrincipal User { get; set; }

    /// <summary>Closes the connection after what was sent before; does not wait for the client to agree.</summary>
    /// <param name="message">The reason; at most 123 bytes of it are sent.</param>
    /// <param name="code">The code of the close frame; 4000 to 4999 are an application's own.</param>
    void Close(string message, int code);
}
