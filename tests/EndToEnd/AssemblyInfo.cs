using MusicGraph.EndToEnd.Infrastructure;

// Each class runs a whole MusicGraph; on a small machine they would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Components))]
