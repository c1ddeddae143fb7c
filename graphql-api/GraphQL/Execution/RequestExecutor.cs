using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Executes requests against a schema: parses, validates and plans each document once, then runs the plan.</summary>
public sealed class RequestExecutor(Schema schema, RequestExecutorOptions options)
{
    public Schema Schema { get; } = schema;
    public RequestExecutorOptions Options { get; } = options;

    /// <summary>Never throws for what a client did: that is an error in the result.</summary>
    public ValueTask<OperationResult> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}

/// <summary>Limits and switches of a server.</summary>
public sealed record RequestExecutorOptions
{
    /// <summary>The longest time a query or mutation may take.</summary>
    public TimeSpan ExecutionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether messages of unexpected exceptions reach the client; for development only.</summary>
    public bool IncludeExceptionDetails { get; init; }

    /// <summary>The most bytes of source that the cache of plans may stand for.</summary>
    public int MaxCachedDocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The largest document, in bytes.</summary>
    public int MaxDocumentBytes { get; init; } = 256 * 1024;

    /// <summary>The most tokens of a document.</summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>The deepest nesting of selection sets, lists and objects that the parser follows.</summary>
    public int MaxParserDepth { get; init; } = 200;

    /// <summary>The most field levels of an operation; introspection is not counted.</summary>
    public int MaxExecutionDepth { get; init; } = 25;
}
