using System.Net;
using System.Net.Sockets;

namespace MusicGraph.Servers;

/// <summary>Finds ports for servers.</summary>
public static class LoopbackPort
{
    /// <summary>A free port below the range that outgoing connections are given theirs from, so that none of them can take it meanwhile.</summary>
    public static int Free()
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            var port = Random.Shared.Next(10000, 30000);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; try another.
            }
        }
    }
}
