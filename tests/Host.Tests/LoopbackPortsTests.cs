using System.Net;
using System.Net.Sockets;
using MusicGraph.Host.Topology;

namespace MusicGraph.Host.Tests;

public sealed class LoopbackPortsTests
{
    [Fact]
    public void Take_Several_AreDifferentAndFree()
    {
        var ports = LoopbackPorts.Take(20);

        Assert.Equal(20, ports.Distinct().Count());
        Assert.All(ports, port => Assert.True(LoopbackPorts.IsFree(port)));
    }

    [Fact]
    public void IsFree_PortSomebodyListensOn_IsNot()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.False(LoopbackPorts.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
    }
}
