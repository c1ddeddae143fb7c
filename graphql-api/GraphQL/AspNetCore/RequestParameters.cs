using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>The parameters of a request (GraphQL over HTTP, section 5.1), as slices of the bytes they came in.</summary>
internal readonly record struct RequestParameters
{
    /// <summary>The document, or the id of one (<see cref="IsQueryId"/>).</summary>
    public required ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>Whether <see cref="Query"/> is the inside of a JSON string with its escapes.</summary>
    public bool IsQueryEscaped { get; init; }

    /// <summary>Whether <see cref="Query"/> is the id of a document that the server has stored.</summary>
    public bool IsQueryId { get; init; }

    public string? OperationName { get; init; }

    /// <summary>A JSON object; empty for none.</summary>
    public ReadOnlyMemory<byte> Variables { get; init; }

    /// <summary>A JSON object; empty for none.</summary>
    public ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>The files of a multipart request.</summary>
    public IReadOnlyList<IFile>? Files { get; init; }

    /// <summary>How the transport can deliver a response in parts.</summary>
    public IncrementalFormat IncrementalFormat { get; init; }
}
