using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.InMemory;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.State;

public sealed class InMemoryStateStoreTests : StateStoreConformance
{
    internal override IStateStore Open(ManualTime time) => InMemoryStateStore.Open(ComponentContexts.Create("state.in-memory", "/", time));
}
