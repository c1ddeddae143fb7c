using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MusicGraph.Host.Topology;

/// <summary>Chooses free ports on the loopback address.</summary>
internal static class LoopbackPorts
{
    private const int Lowest = 10000;
    private const int DefaultEphemeral = 32768;
    private const string LinuxRange = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>
    /// This many different free ports. They lie below the range from which the system takes ports for outgoing connections: such a
    /// connection could otherwise be given one of them before its server has bound it.
    /// </summary>
    public static IReadOnlyList<int> Take(int count)
    {
        var above = FirstEphemeral();
        var ports = new HashSet<int>();
        for (var tries = 0; ports.Count < count; tries++)
        {
            if (tries > 1000)
                throw new HostException("No free ports were found on 127.0.0.1.");

            var port = Random.Shared.Next(Lowest, above);
            if (!ports.Contains(port) && IsFree(port))
                ports.Add(port);
        }

        return [.. ports];
    }

    /// <summary>Whether a server could bind the port now.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FirstEphemeral()
    {
        if (!File.Exists(LinuxRange))
            return DefaultEphemeral;

        var first = File.ReadAllText(LinuxRange).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > Lowest + 1000
            ? port
            : DefaultEphemeral;
    }
}
