using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using MusicGraph.GraphQL.Tests.AspNetCore;

namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>A server that is sent anything goes on serving, and never takes a client's fault for its own.</summary>
public sealed class TransportFuzzTests
{
    private static readonly byte[][] Bodies =
    [
        """{"query":"query Q($t: String!) { echo(text: $t) hello }","variables":{"t":"x"},"operationName":"Q","extensions":{}}"""u8.ToArray(),
        """{"query":"{ hello \u00e9 a: hello @skip(if: false) }"}"""u8.ToArray(),
        """[{"query":"{ hello }"},{"query":"{ user }"}]"""u8.ToArray(),
    ];

    private static readonly byte[][] Frames =
    [
        """{"id":"1","type":"subscribe","payload":{"query":"query Q($t: String!) { echo(text: $t) }","variables":{"t":"x"}}}"""u8.ToArray(),
        """{"id":"2","type":"subscribe","payload":{"query":"subscription { messages(topic: \"fuzz\") }"}}"""u8.ToArray(),
        """{"id":"2","type":"complete"}"""u8.ToArray(),
        """{"type":"ping","payload":{"a":1}}"""u8.ToArray(),
        """{"type":"connection_init","payload":null}"""u8.ToArray(),
    ];

    [Fact]
    public async Task HttpBodies_OfAnyBytes_AreAnsweredWithoutAnInternalError()
    {
        await using var server = await TransportServer.StartAsync();
        foreach (var number in FuzzSettings.Numbers())
        {
            var random = new Random(number);
            using var content = new ByteArrayContent(ByteMutator.Make(random, Bodies));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(8) == 0 ? "application/json; charset=utf-16" : "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = content };
            request.Headers.Accept.ParseAdd(random.Next(2) == 0 ? "application/graphql-response+json" : "application/json");
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"Input {number}: {response.StatusCode}");
        }

        Assert.Contains("world", await server.Client.GetStringAsync("/graphql?query={hello}", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SocketFrames_OfAnyBytes_AreAnsweredOrEndTheSocketWithACodeOfTheProtocol()
    {
        await using var server = await TransportServer.StartAsync();
        foreach (var number in FuzzSettings.Numbers())
        {
            var random = new Random(number);
            using var socket = await server.ConnectAsync();
            await socket.InitialiseAsync();
            await socket.SendAsync(ByteMutator.Make(random, Frames), random.Next(10) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);

            // Either it is still there for this, or it closes; a second init always ends it.
            var code = 0;
            try
            {
                await socket.SendAsync("""{"type":"connection_init"}""");
                (code, _) = await socket.ReceiveCloseAsync();
            }
            catch (WebSocketException)
            {
                // It was gone before.
                code = (int?)socket.Socket.CloseStatus ?? 1006;
            }

            Assert.True(code is (>= 4400 and < 4500) or 1003 or 1006 or 1007, $"Input {number}: {code}");
        }

        await server.WaitForTopicsAsync(0);
        Assert.Contains("world", await server.Client.GetStringAsync("/graphql?query={hello}", TestContext.Current.CancellationToken));
    }
}
