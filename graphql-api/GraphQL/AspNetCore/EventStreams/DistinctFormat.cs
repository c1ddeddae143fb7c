using MusicGraph.GraphQL.AspNetCore.Connections;

namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>The events of the one operation of a connection (GraphQL over SSE, distinct connections mode).</summary>
internal sealed class DistinctFormat : WireFormat
{
    public static readonly DistinctFormat Instance = new();

    private static readonly byte[] NextData = [.. "event: next\ndata: "u8];
    private static readonly byte[] End = [.. "\n\n"u8];
    private static readonly byte[] CompleteEvent = [.. "event: complete\ndata: \n\n"u8];

    public override PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response) => PooledMessage.Of(NextData, EventData.OneLine(response), End);

    public override PooledMessage Complete(byte[] id) => PooledMessage.Of(CompleteEvent);

    public override PooledMessage? Error(byte[] id, ReadOnlyMemory<byte> errors) => null;
}
