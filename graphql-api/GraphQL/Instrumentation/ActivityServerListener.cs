using Microsoft.AspNetCore.Http;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>Counts connections. Requests have spans and measurements of ASP.NET Core.</summary>
internal sealed class ActivityServerListener : ServerDiagnosticEventListener
{
    public override IDisposable WebSocketSession(HttpContext context)
    {
        if (!GraphQLTelemetry.Sockets.Enabled) return EmptyScope;
        GraphQLTelemetry.Sockets.Add(1);
        return new EndingScope<int>(1, static count => GraphQLTelemetry.Sockets.Add(-count));
    }
}
