using System.Security.Claims;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Execution;

/// <summary>A request as a transport hands it to the <see cref="RequestExecutor"/>.</summary>
public sealed class OperationRequest
{
    /// <summary>The document in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>Whether <see cref="Query"/> is the inside of a JSON string as it came over the wire, its escapes not yet resolved.</summary>
    public bool IsQueryEscaped { get; init; }

    public string? OperationName { get; init; }

    /// <summary>A JSON object in UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Variables { get; init; }

    public required IServiceProvider Services { get; init; }
    public required ClaimsPrincipal User { get; init; }
    public IReadOnlyDictionary<string, object?>? GlobalState { get; init; }

    /// <summary>The kinds of operation that the transport allows, such as queries only for GET.</summary>
    public Predicate<OperationType> Allows { get; init; } = _ => true;
}
