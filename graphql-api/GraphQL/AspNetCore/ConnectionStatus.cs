namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Whether a WebSocket client may stay.</summary>
public sealed class ConnectionStatus
{
    private static readonly ConnectionStatus Accepted = new(true, "");

    private ConnectionStatus(bool isAccepted, string message)
    {
        IsAccepted = isAccepted;
        Message = message;
    }

    public bool IsAccepted { get; }

    /// <summary>Why not; the reason of the close frame.</summary>
    public string Message { get; }

    public static ConnectionStatus Accept() => Accepted;

    /// <summary>The connection is closed with 4403.</summary>
    /// <param name="message">At most 123 bytes of it are sent.</param>
    public static ConnectionStatus Reject(string message = "Forbidden") => new(false, message);
}
