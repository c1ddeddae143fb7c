using System.Text;
using BenchmarkDotNet.Attributes;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.AspNetCore.Sockets;

namespace MusicGraph.Micro;

/// <summary>What clients send: the body of a POST and a message of <c>graphql-transport-ws</c>.</summary>
public class MessageBenchmarks
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes("""{"query":"{ song(id:\"s1\"){ id title } }","variables":{"first":1},"operationName":null}""");
    private readonly byte[] _message = Encoding.UTF8.GetBytes("""{"id":"1","type":"subscribe","payload":{"query":"subscription { songShared { id title } }"}}""");

    [Benchmark]
    public bool Body() => RequestParser.TryParse(_body, out _, out _);

    [Benchmark]
    public bool Message() => SocketMessage.TryParse(_message, out _, out _);
}
