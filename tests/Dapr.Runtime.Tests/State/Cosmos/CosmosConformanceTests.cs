using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.State.Cosmos;

public sealed class CosmosConformanceTests(ServerFixture<CosmosServer> fixture) : StateStoreConformance, IClassFixture<ServerFixture<CosmosServer>>
{
    private static TimeSpan s_ahead;

    // A partition of its own keeps a test's keys apart from another's.
    internal override IReadOnlyDictionary<string, string> Metadata { get; } = CosmosStores.Metadata(Guid.NewGuid().ToString());

    protected override bool KeepsBytes => false;

    // What an id may not hold, or the library not address.
    protected override IEnumerable<string> AwkwardKeys => base.AwkwardKeys.Where(key => key.AsSpan().IndexOfAny("/\\?#%") < 0);

    protected override TimeSpan ClockPrecision => TimeSpan.FromSeconds(2);

    protected override DateTimeOffset Now => TimeProvider.System.GetUtcNow() + s_ahead;

    internal override async ValueTask<IStateStore> OpenAsync(ManualTime time) => await CosmosStores.OpenAsync(fixture.Server);

    protected override Task AdvanceAsync(TimeSpan by)
    {
        s_ahead += by;
        return fixture.Server.AdvanceAsync(by, TestContext.Current.CancellationToken);
    }
}
