using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

/// <summary>One RabbitMQ for all tests that need it.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    public RabbitMqServer Server { get; } = new();

    public async ValueTask InitializeAsync() => await Server.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
