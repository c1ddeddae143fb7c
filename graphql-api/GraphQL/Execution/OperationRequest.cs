using System.Security.Claims;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Instrumentation;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>A request as a transport hands it to the <see cref="RequestExecutor"/>.</summary>
public sealed class OperationRequest
{
    /// <summary>The document in UTF-8, or the id of one (<see cref="IsQueryId"/>).</summary>
    public required ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>Whether <see cref="Query"/> is the inside of a JSON string as it came over the wire, its escapes not yet resolved.</summary>
    public bool IsQueryEscaped { get; init; }

    /// <summary>Whether <see cref="Query"/> is the id of a document that the server has stored.</summary>
    public bool IsQueryId { get; init; }

    /// <summary>Whether the document may be one that is not stored where only stored ones are allowed.</summary>
    public bool AllowsNonPersisted { get; init; }

    /// <summary>The id under which the text of <see cref="Query"/> is to be stored, where clients may do so.</summary>
    public string? DocumentId { get; init; }

    public string? OperationName { get; init; }

    /// <summary>A JSON object in UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Variables { get; init; }

    /// <summary>The files that came with the request; a number in <see cref="Variables"/> is the place of one, where a file is expected.</summary>
    public IReadOnlyList<IFile>? Files { get; init; }

    public required IServiceProvider Services { get; init; }
    public required ClaimsPrincipal User { get; init; }
    public IReadOnlyDictionary<string, object?>? GlobalState { get; init; }

    /// <summary>Whether it may ask for the schema though not every request may.</summary>
    public bool AllowsIntrospection { get; init; }

    /// <summary>Whether the response tells what the operation costs.</summary>
    public CostMode CostMode { get; init; }

    /// <summary>The kinds of operation that the transport allows, such as queries only for GET.</summary>
    public Predicate<OperationType> Allows { get; init; } = _ => true;

    /// <summary>How the transport can deliver a response in parts, as <c>@defer</c> and <c>@stream</c> ask for.</summary>
    public IncrementalFormat IncrementalFormat { get; init; }

    /// <summary>Set where somebody listens to what happens to it.</summary>
    internal ObservedRequest? Observed { get; set; }
}

/// <summary>The forms of a response in parts.</summary>
public enum IncrementalFormat : byte
{
    /// <summary>None: <c>@defer</c> and <c>@stream</c> are ignored.</summary>
    None,

    /// <summary>That of the current proposal: parts are announced as <c>pending</c> with an id, and end as <c>completed</c>.</summary>
    Current,

    /// <summary>That of the proposal of 2022-08-24, which many clients still expect: each part carries its path and label.</summary>
    Version20220824,
}
