using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Subscriptions;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>graphql-transport-ws, message by message.</summary>
public sealed class WebSocketTests : IAsyncLifetime
{
    private const string Init = """{"type":"connection_init"}""";

    private TransportServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TransportServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_query_is_answered_with_next_and_complete()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"q\"1","type":"subscribe","payload":{"query":"{ hello }"}}""");
        Assert.Equal("""{"id":"q\u00221","type":"next","payload":{"data":{"hello":"world"}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"q\u00221","type":"complete"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task An_id_can_be_used_again_after_complete()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"mutation { publish(topic: \"t\", text: \"x\") }"}}""");
            Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"publish":true}}}""", await socket.ReceiveAsync());
            Assert.Equal("""{"id":"1","type":"complete"}""", await socket.ReceiveAsync());
        }
    }

    [Theory]
    [InlineData("{ nope }", "nope")]
    [InlineData("{", "Expected Name")]
    [InlineData("subscription { refused }", "No, thanks.")]
    public async Task A_refused_operation_is_answered_with_error_alone(string query, string message)
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync($$$"""{"id":"1","type":"subscribe","payload":{"query":"{{{query}}}"}}""");
        var answer = await socket.ReceiveAsync();
        Assert.StartsWith("""{"id":"1","type":"error","payload":[{"message":""", answer);
        Assert.Contains(message, answer);
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Events_come_in_order_until_the_topic_completes()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription($t: String!) { messages(topic: $t) }","variables":{"t":"topic"}}}""");
        await _server.WaitForTopicsAsync(1);
        for (var i = 0; i < 500; i++) await _server.Topics.SendAsync("topic", $"event {i}", TestContext.Current.CancellationToken);
        await _server.Topics.CompleteAsync("topic");
        for (var i = 0; i < 500; i++)
            Assert.Equal($$$$"""{"id":"s","type":"next","payload":{"data":{"messages":"event {{{{i}}}}"}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"s","type":"complete"}""", await socket.ReceiveAsync());
        await _server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task A_client_that_completes_hears_no_more_and_leaves_the_topic()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"a\") }"}}""");
        await _server.WaitForTopicsAsync(1);
        await socket.SendAsync("""{"id":"s","type":"complete"}""");
        await _server.WaitForTopicsAsync(0);
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_that_vanishes_leaves_its_topics_and_its_queries_are_cancelled()
    {
        var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"a\") }"}}""");
        await socket.SendAsync("""{"id":"q","type":"subscribe","payload":{"query":"{ never }"}}""");
        await _server.WaitForTopicsAsync(1);
        await _server.Gate.Entered;
        socket.Socket.Abort();
        await _server.WaitForTopicsAsync(0);
        await _server.Gate.Cancelled;
    }

    [Fact]
    public async Task A_source_that_breaks_ends_the_operation_with_a_masked_error()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { breaks }"}}""");
        Assert.Equal("""{"id":"s","type":"next","payload":{"data":{"breaks":"one"}}}""", await socket.ReceiveAsync());
        var error = await socket.ReceiveAsync();
        Assert.StartsWith("""{"id":"s","type":"error","payload":[{"message":"Unexpected Execution Error""", error);
        Assert.DoesNotContain("secret", error);
    }

    [Fact]
    public async Task Ping_is_answered_with_its_payload_even_before_initialisation()
    {
        using var socket = await _server.ConnectAsync();
        await socket.SendAsync("""{"type":"ping","payload":{"a":1}}""");
        Assert.Equal("""{"type":"pong","payload":{"a":1}}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.InitialiseAsync();
    }

    [Fact]
    public async Task A_token_of_connection_init_says_who_asks()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync("""{"type":"connection_init","payload":{"authorization":"Bearer user-ann"}}""");
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ user }"}}""");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"user":"ann"}}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_forged_token_closes_with_4403()
    {
        using var socket = await _server.ConnectAsync();
        await socket.SendAsync("""{"type":"connection_init","payload":{"Authorization":"Bearer mallory"}}""");
        Assert.Equal((4403, "Forbidden"), await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Subscribing_before_the_acknowledgement_closes_with_4401()
    {
        using var socket = await _server.ConnectAsync();
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ hello }"}}""");
        Assert.Equal((4401, "Unauthorized"), await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_second_initialisation_closes_with_4429()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync(Init);
        Assert.Equal((4429, "Too many initialisation requests"), await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task An_id_in_use_closes_with_4409()
    {
        using var socket = await _server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"a\") }"}}""");
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"{ hello }"}}""");
        Assert.Equal((4409, "Subscriber for s already exists"), await socket.ReceiveCloseAsync());
        await _server.WaitForTopicsAsync(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"connection_init","payload":"text"}""")]
    [InlineData("""{"type":"start"}""")]
    [InlineData("""{"type":"connection_ack"}""")]
    [InlineData("""{"type":"next","id":"1","payload":{}}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":1}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}""")]
    [InlineData("""{"type":"ping"} trailing""")]
    public async Task A_message_of_no_known_form_closes_with_4400(string message)
    {
        using var socket = await _server.ConnectAsync();
        if (!message.Contains("connection_init")) await socket.InitialiseAsync();
        await socket.SendAsync(message);
        var (code, reason) = await socket.ReceiveCloseAsync();
        Assert.Equal(4400, code);
        Assert.StartsWith("Invalid message received", reason);
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        using var socket = await _server.ConnectAsync();
        await socket.SendAsync(Encoding.UTF8.GetBytes(Init), WebSocketMessageType.Binary);
        Assert.Equal(4400, (await socket.ReceiveCloseAsync()).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_closes_with_4406(string? protocol)
    {
        using var socket = await _server.ConnectAsync(protocol);
        Assert.Equal((4406, "Subprotocol not acceptable"), await socket.ReceiveCloseAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_subprotocol_and_no_answer_to_the_close_is_cut_off()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { ConnectionInitializationTimeout = TimeSpan.FromMilliseconds(50) } });
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            "GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"u8.ToArray(),
            TestContext.Current.CancellationToken);

        // Answers nothing to what the server says, until it ends the connection.
        try
        {
            await stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }
    }

    [Fact]
    public async Task Silence_after_the_handshake_closes_with_4408()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { ConnectionInitializationTimeout = TimeSpan.FromMilliseconds(50) } });
        using var socket = await server.ConnectAsync();
        Assert.Equal((4408, "Connection initialisation timeout"), await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_with_1009()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { MaxMessageBytes = 2_000 } });
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync($$$"""{"type":"ping","payload":{"a":"{{{new string('x', 100_000)}}}"}}""");
        Assert.Equal(1009, (await socket.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task An_idle_client_is_pinged_and_cut_off_when_it_never_answers()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { KeepAliveInterval = TimeSpan.FromMilliseconds(300) } });
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        Assert.Equal("""{"type":"ping"}""", await socket.ReceiveAsync());
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true) await socket.ReceiveAsync();
        });
    }

    [Fact]
    public async Task One_operation_too_many_is_answered_with_an_error()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { MaxOperationsPerConnection = 1 } });
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"a\") }"}}""");
        await socket.SendAsync("""{"id":"q","type":"subscribe","payload":{"query":"{ hello }"}}""");
        Assert.Contains("too many operations", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_slow_client_is_closed_and_the_others_hear_everything()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { Sockets = options.Sockets with { MaxQueuedBytes = 100_000 } });
        const string Subscribe = """{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"a\") }"}}""";
        using var slow = await server.ConnectAsync();
        using var quick = await server.ConnectAsync();
        await slow.InitialiseAsync();
        await slow.SendAsync(Subscribe);
        await server.WaitForSubscribersAsync("a", 1);
        await quick.InitialiseAsync();
        await quick.SendAsync(Subscribe);
        await server.WaitForSubscribersAsync("a", 2);

        // Each event waits for the quick client, so that only the slow one falls behind, until the server gives it up.
        var sent = 0;
        while (server.SubscriberCount("a") == 2)
        {
            await server.Topics.SendAsync("a", $"{sent} {new string('x', 40_000)}", TestContext.Current.CancellationToken);
            Assert.Contains($"\"{sent++} x", await quick.ReceiveAsync());
        }

        await server.Topics.SendAsync("a", "last", TestContext.Current.CancellationToken);
        Assert.Contains("last", await quick.ReceiveAsync());
    }

    [Fact]
    public async Task An_event_that_takes_too_long_is_an_error_and_the_next_one_comes()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql
            .ModifyRequestOptions(options => options.ExecutionTimeout = TimeSpan.FromMilliseconds(50))
            .ConfigureSchema(schema => schema.AddField("Subscription", new("slow", "String")
            {
                Subscribe = async (request, _) => Resolvers.Events(
                    await request.Service<ITopicEventReceiver>().SubscribeAsync<string>("slow", request.RequestAborted)),
                Resolve = batch =>
                {
                    if (batch.Parent(0) is "wait") batch.Set(0, batch.Request.Service<Gate>().WaitAsync(batch.Request.RequestAborted));
                    else batch.Set(0, batch.Parent(0));
                },
            })));
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription { slow }"}}""");
        await server.WaitForSubscribersAsync("slow", 1);
        await server.Topics.SendAsync("slow", "wait", TestContext.Current.CancellationToken);
        await server.Topics.SendAsync("slow", "next", TestContext.Current.CancellationToken);
        Assert.Contains("HC0045", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"slow":"next"}}}""", await socket.ReceiveAsync());
        await server.Gate.Cancelled;
    }

    [Fact]
    public async Task Stopping_the_server_closes_with_1001()
    {
        await using var server = await TransportServer.StartAsync();
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { messages(topic: \"a\") }"}}""");
        await server.WaitForTopicsAsync(1);
        var stopped = server.StopAsync();
        Assert.Equal((1001, "The server stops"), await socket.ReceiveCloseAsync());
        await stopped;
        await server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task An_interceptor_may_refuse_and_set_state()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql.AddSocketSessionInterceptor<StatefulInterceptor>());
        using var accepted = await server.ConnectAsync();
        await accepted.InitialiseAsync("""{"type":"connection_init","payload":{"secret":"yes"}}""");
        await accepted.SendAsync("""{"id":"op","type":"subscribe","payload":{"query":"{ state }"}}""");
        Assert.Equal("""{"id":"op","type":"next","payload":{"data":{"state":"op"}}}""", await accepted.ReceiveAsync());

        using var refused = await server.ConnectAsync();
        await refused.SendAsync(Init);
        Assert.Equal((4403, new string('é', 61)), await refused.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Ping_WithPayload_IsTheInterceptorsToAnswer_AndToCloseAfter()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql.AddSocketSessionInterceptor<PingInterceptor>());
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"ping","payload":{"other":1}}""");
        Assert.Equal("""{"type":"pong","payload":{"other":1}}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"ping","payload":{"secret":"yes"}}""");
        Assert.Equal("""{"type":"pong","payload":{"until":"tomorrow"}}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"ping","payload":{"secret":"no"}}""");
        Assert.Equal((4403, "Gone"), await socket.ReceiveCloseAsync());
    }

    private sealed class PingInterceptor : DefaultSocketSessionInterceptor
    {
        public override ValueTask<IReadOnlyDictionary<string, object?>?> OnPingAsync(
            ISocketSession session, IOperationMessagePayload pingMessage, CancellationToken cancellationToken)
        {
            if (!pingMessage.Payload!.Value.TryGetProperty("secret", out var secret)) return default;
            if (secret.GetString() == "yes") return new(new Dictionary<string, object?> { ["until"] = "tomorrow" });
            session.Close("Gone", 4403);
            return default;
        }
    }

    private sealed class StatefulInterceptor : ISocketSessionInterceptor
    {
        public ValueTask<ConnectionStatus> OnConnectAsync(ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken) =>
            new(connectionInitMessage.Payload?.GetProperty("secret").GetString() == "yes" ? ConnectionStatus.Accept() : ConnectionStatus.Reject(new string('é', 100)));

        public ValueTask OnRequestAsync(ISocketSession session, string operationSessionId, OperationRequestBuilder requestBuilder, CancellationToken cancellationToken)
        {
            requestBuilder.SetGlobalState("state", operationSessionId);
            return default;
        }
    }
}
