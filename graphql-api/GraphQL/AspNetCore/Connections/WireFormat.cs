namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>How a protocol words what an operation has to say.</summary>
internal abstract class WireFormat
{
    /// <param name="id">The operation's id as a JSON string; empty where the protocol has none.</param>
    public abstract PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response);

    /// <summary>The response to an event that has a place.</summary>
    /// <param name="place">What it is called by those who go on behind it.</param>
    public virtual PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response, string place) => Next(id, response);

    /// <summary>Tells the place before the first event; null where the protocol has no such message.</summary>
    public virtual PooledMessage? Begin(string place) => null;

    public abstract PooledMessage Complete(byte[] id);

    /// <summary>The end of an operation that was refused or broke; null where the protocol has no such message.</summary>
    /// <param name="errors">A JSON list.</param>
    public abstract PooledMessage? Error(byte[] id, ReadOnlyMemory<byte> errors);
}
