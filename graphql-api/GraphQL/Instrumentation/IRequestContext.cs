using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>What a listener is told of a request; it grows while the request is executed.</summary>
public interface IRequestContext
{
    Schema Schema { get; }

    /// <summary>The request as the transport gave it.</summary>
    OperationRequest Request { get; }

    /// <summary>The services of the request's scope.</summary>
    IServiceProvider Services { get; }

    CancellationToken RequestAborted { get; }

    /// <summary>The document; null until it is parsed.</summary>
    DocumentNode? Document { get; }

    /// <summary>The operation; null until the document is known to be valid.</summary>
    OperationDefinitionNode? Operation { get; }

    /// <summary>What came of it; null until the request has been executed.</summary>
    OperationResult? Result { get; }

    /// <summary>What the request ended with, where that is no result.</summary>
    Exception? Exception { get; }

    /// <summary>A place for what a listener wants to find again.</summary>
    IDictionary<string, object?> ContextData { get; }
}
