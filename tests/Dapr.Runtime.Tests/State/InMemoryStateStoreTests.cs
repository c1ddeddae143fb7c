using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.InMemory;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.State;

public sealed class InMemoryStateStoreTests : StateStoreConformance
{
    internal override ValueTask<IStateStore> OpenAsync(ManualTime time)
        => ValueTask.FromResult<IStateStore>(InMemoryStateStore.Open(ComponentContexts.Create("state.in-memory", "/", time)));
}
