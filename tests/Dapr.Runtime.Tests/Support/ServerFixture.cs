using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Support;

/// <summary>A real server for all tests of a class.</summary>
public sealed class ServerFixture<T> : IAsyncLifetime
    where T : ServerProcess, new()
{
    public T Server { get; } = new();

    public async ValueTask InitializeAsync() => await Server.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
