using MusicGraph.GraphQL.AspNetCore.Connections;

namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>The events of one of several operations on a connection (GraphQL over SSE, single connection mode).</summary>
internal sealed class SharedFormat : WireFormat
{
    public static readonly SharedFormat Instance = new();

    private static readonly byte[] NextId = [.. "event: next\ndata: {\"id\":"u8];
    private static readonly byte[] CompleteId = [.. "event: complete\ndata: {\"id\":"u8];
    private static readonly byte[] Payload = [.. ",\"payload\":"u8];
    private static readonly byte[] End = [.. "}\n\n"u8];

    public override PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response) =>
        PooledMessage.Of(NextId, id, Payload, EventData.OneLine(response), End);

    public override PooledMessage Complete(byte[] id) => PooledMessage.Of(CompleteId, id, End);

    public override PooledMessage? Error(byte[] id, ReadOnlyMemory<byte> errors) => null;
}
