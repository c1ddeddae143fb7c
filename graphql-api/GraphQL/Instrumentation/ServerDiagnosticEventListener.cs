using Microsoft.AspNetCore.Http;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>Is told of connections; added by <c>AddDiagnosticEventListener&lt;T&gt;()</c>. Names are those of HotChocolate.</summary>
public abstract class ServerDiagnosticEventListener
{
    /// <summary>A scope for methods that do not want to know of the end.</summary>
    protected static IDisposable EmptyScope => Instrumentation.EmptyScope.Instance;

    /// <summary>A request has reached the endpoint; not called for WebSockets.</summary>
    public virtual IDisposable ExecuteHttpRequest(HttpContext context) => EmptyScope;

    /// <summary>A client has a WebSocket open.</summary>
    public virtual IDisposable WebSocketSession(HttpContext context) => EmptyScope;
}
