namespace MusicGraph.Gateway.Limits;

/// <param name="Code">Of the close frame.</param>
internal sealed record SocketEnd(int Code, string Reason);

/// <summary>
/// Why the gateway closes a socket, with the codes of <c>graphql-transport-ws</c>, by which its clients know whether to come back: the npm
/// package does after 4403, with what its <c>connectionParams</c> give then, and does not after 4401 and 4429.
/// </summary>
internal static class SocketEnds
{
    public static SocketEnd Expired { get; } = new(4403, "The token has expired");

    public static SocketEnd Revoked { get; } = new(4401, "The token was revoked");

    public static SocketEnd TooMany { get; } = new(4429, "Too many connections");
}
