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
}
