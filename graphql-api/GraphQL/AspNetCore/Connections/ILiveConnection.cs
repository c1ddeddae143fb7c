namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>A connection that stays open.</summary>
internal interface ILiveConnection
{
    /// <summary>Called once in every keep-alive interval.</summary>
    void KeepAlive();

    /// <summary>The server stops; the connection is to end.</summary>
    void Shutdown();
}
