namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>What spans are made of, by HotChocolate's names.</summary>
[Flags]
public enum ActivityScopes
{
    None = 0,

    /// <summary>The whole request: the operation's span of the semantic conventions.</summary>
    ExecuteRequest = 1,
    ParseDocument = 2,
    ValidateDocument = 4,
    CoerceVariables = 8,
    CompileOperation = 16,
    ExecuteOperation = 32,

    /// <summary>Each field that is resolved, for all its parents at once.</summary>
    ResolveFieldValue = 64,

    /// <summary>Each batch that a DataLoader fetches.</summary>
    DataLoaderBatch = 128,

    /// <summary>Each event of a subscription.</summary>
    SubscriptionEvent = 256,
    Default = ExecuteRequest | ParseDocument | ValidateDocument | CompileOperation | DataLoaderBatch | SubscriptionEvent,
    All = Default | CoerceVariables | ExecuteOperation | ResolveFieldValue,
}
