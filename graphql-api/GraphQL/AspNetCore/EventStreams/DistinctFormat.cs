using System.Text;
using MusicGraph.GraphQL.AspNetCore.Connections;

namespace MusicGraph.GraphQL.AspNetCore.EventStreams;

/// <summary>The events of the one operation of a connection (GraphQL over SSE, distinct connections mode).</summary>
internal sealed class DistinctFormat : WireFormat
{
    public static readonly DistinctFormat Instance = new();

    private static readonly byte[] NextData = [.. "event: next\ndata: "u8];
    private static readonly byte[] NextId = [.. "event: next\nid: "u8];
    private static readonly byte[] Data = [.. "\ndata: "u8];
    private static readonly byte[] Id = [.. "id: "u8];
    private static readonly byte[] End = [.. "\n\n"u8];
    private static readonly byte[] CompleteEvent = [.. "event: complete\ndata: \n\n"u8];

    public override PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response) => PooledMessage.Of(NextData, EventData.OneLine(response), End);

    public override PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response, string place) =>
        PooledMessage.Of(NextId, Encoding.UTF8.GetBytes(place), Data, EventData.OneLine(response), End);

    /// <summary>An id without data is no event to browsers, and what they come back with.</summary>
    public override PooledMessage? Begin(string place) => PooledMessage.Of(Id, Encoding.UTF8.GetBytes(place), End);

    public override PooledMessage Complete(byte[] id) => PooledMessage.Of(CompleteEvent);

    public override PooledMessage? Error(byte[] id, ReadOnlyMemory<byte> errors) => null;
}
