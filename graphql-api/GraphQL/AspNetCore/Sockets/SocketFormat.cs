using MusicGraph.GraphQL.AspNetCore.Connections;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>The messages of an operation in <c>graphql-transport-ws</c>.</summary>
internal sealed class SocketFormat : WireFormat
{
    public static readonly SocketFormat Instance = new();

    private static readonly byte[] Id = [.. "{\"id\":"u8];
    private static readonly byte[] NextPayload = [.. ",\"type\":\"next\",\"payload\":"u8];
    private static readonly byte[] ErrorPayload = [.. ",\"type\":\"error\",\"payload\":"u8];
    private static readonly byte[] CompleteEnd = [.. ",\"type\":\"complete\"}"u8];
    private static readonly byte[] End = [.. "}"u8];

    public override PooledMessage Next(byte[] id, ReadOnlyMemory<byte> response) => PooledMessage.Of(Id, id, NextPayload, response, End);

    public override PooledMessage Complete(byte[] id) => PooledMessage.Of(Id, id, CompleteEnd);

    public override PooledMessage? Error(byte[] id, ReadOnlyMemory<byte> errors) => PooledMessage.Of(Id, id, ErrorPayload, errors, End);
}
