using MusicGraph.Dapr.Runtime.State;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>The conformance of a store whose server has a clock of its own.</summary>
public abstract class ServerStateStoreConformance : StateStoreConformance
{
    protected override TimeSpan TimeToLive => TimeSpan.FromSeconds(1);

    protected override TimeSpan ClockPrecision => TimeSpan.FromSeconds(5);

    protected override DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <summary>Waits until a value that was written now has run out, as those before it have then.</summary>
    protected override async Task AdvanceAsync(TimeSpan by)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Store.ExecuteAsync(Set("clock", "1", ttl: TimeToLive), cancellation);
        while (await Store.GetAsync("clock", StateReadOptions.None, cancellation) is not null)
            await Task.Delay(20, cancellation);
    }
}
