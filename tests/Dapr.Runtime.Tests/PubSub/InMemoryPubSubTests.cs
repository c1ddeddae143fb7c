using MusicGraph.Dapr.Runtime.PubSub;
using MusicGraph.Dapr.Runtime.PubSub.InMemory;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.PubSub;

public sealed class InMemoryPubSubTests : PubSubConformance
{
    internal override IPubSub Open() => InMemoryPubSub.Open(ComponentContexts.Create("pubsub.in-memory", "/", TimeProvider.System));
}
