using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Support;

/// <summary>A server that runs while the tests of a class do.</summary>
public sealed class Running<TServer> : IAsyncLifetime
    where TServer : ServerProcess, new()
{
    public TServer Server { get; } = new();

    public async ValueTask InitializeAsync() => await Server.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
