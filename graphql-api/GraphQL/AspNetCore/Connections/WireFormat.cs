namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>How a protocol words what an operation has to say.</summary>
internal abstract class WireFormat
{
    /// <param name="id">The operation's id as a JSON string; empty where the protocol has none.</param>
    public abstract PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response);

    public abstract PooledMessage Complete(byte[] id);

    /// <summary>The end of an operation that was refused or broke; null where the protocol has no such message.</summary>
    /// <param name="errors">A JSON list.</param>
    public abstract PooledMessage? Error(byte[] id, ReadOnlyMemory<byte> errors);
}
