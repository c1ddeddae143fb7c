using MusicGraph.GraphQL.Caching;

namespace MusicGraph.GraphQL.Execution;

/// <summary>What came of a request; the receiver disposes of it.</summary>
public abstract class OperationResult : IAsyncDisposable
{
    public abstract ValueTask DisposeAsync();
}

/// <summary>Why there is no <c>data</c> member, for the transport's status code.</summary>
public enum RequestErrorKind
{
    /// <summary>There is one: the operation was executed, with or without field errors.</summary>
    None,

    /// <summary>The document does not parse, does not validate, or the operation or its variables are not right.</summary>
    Document,

    /// <summary>The transport does not allow this kind of operation.</summary>
    OperationNotAllowed,

    /// <summary>It took longer than allowed.</summary>
    Timeout,
}

/// <summary>One response in JSON.</summary>
/// <param name="writer">Holds it, and is given back when this is disposed of.</param>
public sealed class SingleResult(ResultWriter writer, RequestErrorKind error) : OperationResult
{
    /// <summary>The whole response object in UTF-8; valid until this is disposed of.</summary>
    public ReadOnlyMemory<byte> Json => writer.Written;

    public RequestErrorKind Error { get; } = error;

    /// <summary>The place of the event that this is the response to; null where it has none.</summary>
    internal string? EventId { get; set; }

    /// <summary>How long the response may be cached; null where it should not be, or nothing is known.</summary>
    internal ResponseCaching? Caching { get; init; }

    /// <summary>Adds a member to the end of the response.</summary>
    internal void AddMember(Action<ResultWriter> write)
    {
        writer.Position--;
        writer.WriteByte((byte)',');
        write(writer);
        writer.WriteByte((byte)'}');
    }

    public override ValueTask DisposeAsync()
    {
        writer.Dispose();
        return default;
    }
}

/// <summary>
/// Several responses: those of a subscription, one for each event of its source stream, or the parts of one. They can be enumerated once.
/// </summary>
/// <param name="owner">What is disposed of with this, or null.</param>
public sealed class ResponseStream(IAsyncEnumerable<SingleResult> responses, IAsyncDisposable? owner = null) : OperationResult
{
    public IAsyncEnumerable<SingleResult> Responses { get; } = responses;

    /// <summary>The place before the first event; null where there is none.</summary>
    internal string? StartId { get; init; }

    /// <summary>Whether these are the parts of one response.</summary>
    public bool IsIncremental => owner is not null;

    /// <summary>The same with the responses changed.</summary>
    public ResponseStream With(IAsyncEnumerable<SingleResult> changed) => new(changed, owner) { StartId = StartId };

    public override ValueTask DisposeAsync() => owner?.DisposeAsync() ?? default;
}
