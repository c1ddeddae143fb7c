namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>The building blocks that default policies are named after.</summary>
internal enum ComponentKind
{
    Binding,
    Configuration,
    Lock,
    Pubsub,
    Secretstore,
    Statestore,
}
