using System.Text;
using System.Text.Json;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Responses in parts, as they go over the wire.</summary>
public sealed class PartsTests(NodeClients clients) : IClassFixture<NodeClients>, IAsyncLifetime
{
    private const string Deferred = "{ song { id ... @defer(label: \"later\") { title } } }";
    private const string Multipart = "multipart/mixed";

    private TransportServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await TransportServer.StartAsync(configure: static server => server.ConfigureSchema(PartsSchema.AddTo));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Multipart_DeferredFragment_IsAPartOfItsOwn()
    {
        using var response = await PostAsync(Deferred, Multipart);
        Assert.Equal("multipart/mixed; boundary=\"-\"; incrementalSpec=v0.2", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
            + """{"data":{"song":{"id":"1"}},"pending":[{"id":"0","path":["song"],"label":"later"}],"hasNext":true}"""
            + "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
            + """{"incremental":[{"id":"0","data":{"title":"Song 1"}}],"completed":[{"id":"0"}],"hasNext":false}"""
            + "\r\n-----\r\n",
            await RestAsync(response));
    }

    [Fact]
    public async Task EventStream_OfParts_GivesBackWhatItHasPooledOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            using var response = await PostAsync(Deferred, "text/event-stream");
            await RestAsync(response);
        }

        // More than the pool holds: what was given back twice would come twice.
        var taken = Enumerable.Range(0, 300).Select(_ => RequestTimeout.Start(TimeSpan.FromMinutes(1), CancellationToken.None)).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        foreach (var timeout in taken) timeout.Return();
    }

    [Fact]
    public async Task Multipart_OfTheOlderForm_HasPathsAndLabels()
    {
        using var response = await PostAsync(
            "{ song { id ... @defer(label: \"later\") { title } ... @defer { broken } } numbers(count: 2) @stream(label: \"n\") }",
            "multipart/mixed;deferSpec=20220824, application/json");
        Assert.Equal("multipart/mixed; boundary=\"-\"; deferSpec=20220824", response.Content.Headers.ContentType!.ToString());
        var parts = PartsOf(await RestAsync(response));
        Assert.Equal("""{"data":{"song":{"id":"1"},"numbers":[]},"hasNext":true}""", parts[0]);
        var later = string.Concat(parts[1..]);
        Assert.Contains("""{"data":{"title":"Song 1"},"path":["song"],"label":"later"}""", later);
        Assert.Contains("""{"data":null,"path":["song"],"errors":[{"message":"No lyrics.",""", later);
        Assert.Contains("\"path\":[\"numbers\",0],\"label\":\"n\"}", later);
        Assert.DoesNotContain("pending", later);
        Assert.EndsWith("\"hasNext\":false}", parts[^1]);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("multipart/mixed;q=0, application/json", "application/json")]
    [InlineData("multipart/mixed;subscriptionSpec=1.0, application/json", "application/json")]
    [InlineData("multipart/mixed", "multipart/mixed")]
    [InlineData("multipart/*", "multipart/mixed")]
    [InlineData("multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json, application/json;q=0.9", "multipart/mixed")]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", "text/event-stream")]
    [InlineData("application/json, multipart/mixed, text/event-stream", "multipart/mixed")]
    [InlineData("multipart/mixed;q=0.5, text/event-stream", "text/event-stream")]
    [InlineData("text/event-stream", "text/event-stream")]
    public async Task Post_AcceptHeader_DecidesHowPartsCome(string? accept, string expected)
    {
        using var response = await PostAsync(Deferred, accept);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
        var text = await RestAsync(response);
        if (expected.EndsWith("json", StringComparison.Ordinal)) Assert.Equal("""{"data":{"song":{"id":"1","title":"Song 1"}}}""", text);
        else Assert.Contains("\"hasNext\":false", text);
    }

    [Theory]
    [InlineData("{ hello }")]
    [InlineData("{ hello ... @defer(if: false) { user } }")]
    [InlineData("{ broken ... @defer(if: false) { song { broken } } }")]
    public async Task Post_NothingDeferred_IsOneResponse(string query)
    {
        using var response = await PostAsync(query, "multipart/mixed, application/json");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("hasNext", await RestAsync(response));
    }

    [Fact]
    public async Task Get_AcceptsMultipart_ComesInParts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Deferred));
        request.Headers.Accept.ParseAdd(Multipart);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(2, PartsOf(await RestAsync(response)).Count);
    }

    [Fact]
    public async Task EventStream_DeferredFragment_IsANextOfItsOwn()
    {
        using var response = await PostAsync(Deferred, "text/event-stream");
        Assert.Equal(
            "event: next\ndata: " + """{"data":{"song":{"id":"1"}},"pending":[{"id":"0","path":["song"],"label":"later"}],"hasNext":true}"""
            + "\n\nevent: next\ndata: " + """{"incremental":[{"id":"0","data":{"title":"Song 1"}}],"completed":[{"id":"0"}],"hasNext":false}"""
            + "\n\nevent: complete\ndata: \n\n",
            (await RestAsync(response)).Replace(":\n\n", ""));
    }

    [Theory]
    [InlineData("{ hello ... @defer { never } }", Multipart)]
    [InlineData("{ hello ... @defer { never } }", "text/event-stream")]
    [InlineData("{ endless @stream(initialCount: 1) }", Multipart)]
    public async Task Client_GoesAway_WhatIsDeferredIsCancelled(string query, string accept)
    {
        var response = await PostAsync(query, accept);
        await _server.Gate.Entered.WaitAsync(TestContext.Current.CancellationToken);
        response.Dispose();
        await _server.Gate.Cancelled.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Socket_Complete_WhatIsDeferredIsCancelled()
    {
        using var socket = await _server.ConnectAsync();
        await socket.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ hello ... @defer { never } }"}}""");
        Assert.Equal(
            """{"id":"1","type":"next","payload":{"data":{"hello":"world"},"pending":[{"id":"0","path":[]}],"hasNext":true}}""", await socket.ReceiveAsync());
        await _server.Gate.Entered.WaitAsync(TestContext.Current.CancellationToken);
        await socket.SendAsync("""{"id":"1","type":"complete"}""");
        await _server.Gate.Cancelled.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Apollo_Client_graphql_ws_and_graphql_sse_put_the_parts_together() =>
        Assert.EndsWith("done\n", await clients.RunAsync("parts.mjs", _server.Endpoint));

    private static List<string> PartsOf(string body)
    {
        var parts = body.Split("\r\n---");
        Assert.Equal("--\r\n", parts[^1]);
        return [.. parts[1..^1].Select(part => part.Split("\r\n\r\n", 2)[1])];
    }

    private static Task<string> RestAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> PostAsync(string query, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { ["query"] = query }), Encoding.UTF8, "application/json"),
        };
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
