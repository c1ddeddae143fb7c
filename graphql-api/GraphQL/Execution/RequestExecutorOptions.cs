using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.PersistedOperations;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Limits and switches of a server.</summary>
public sealed record RequestExecutorOptions
{
    /// <summary>The longest time a query or mutation may take.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether messages of unexpected exceptions reach the client; for development only.</summary>
    public bool IncludeExceptionDetails { get; set; }

    /// <summary>What a client is told of an exception that it can do something about; null for one that is masked.</summary>
    public Func<Exception, GraphQLError?>? ErrorFilter { get; set; }

    /// <summary>What documents are taken, where there is a storage of them.</summary>
    public PersistedOperationOptions PersistedOperations { get; set; } = new();

    /// <summary>What operations may cost; null where their cost is not looked at.</summary>
    public CostOptions? Cost { get; set; }

    /// <summary>The most bytes that the cache of documents and plans may take, roughly.</summary>
    public int MaxCachedDocumentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The largest document, in bytes.</summary>
    public int MaxDocumentBytes { get; set; } = 256 * 1024;

    /// <summary>The most tokens of a document.</summary>
    public int MaxTokens { get; set; } = 20_000;

    /// <summary>The deepest nesting of selection sets, lists and objects that the parser follows.</summary>
    public int MaxParserDepth { get; set; } = 200;

    /// <summary>The most field levels of an operation; introspection is not counted.</summary>
    public int MaxExecutionDepth { get; set; } = 25;
}
