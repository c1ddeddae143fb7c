using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>GraphQL over Server-Sent Events, as it goes over the wire.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Subscription = """{"query":"subscription { messages(topic: \"a\") }"}""";

    private TransportServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TransportServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Distinct_Query_IsNextAndComplete()
    {
        using var response = await PostAsync("""{"query":"{ hello }"}""");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("event: next\ndata: {\"data\":{\"hello\":\"world\"}}\n\nevent: complete\ndata: \n\n", await RestAsync(response));
    }

    [Fact]
    public async Task Distinct_RefusedOperation_IsNextWithErrorsAndComplete()
    {
        using var response = await PostAsync("""{"query":"{"}""");
        var text = await RestAsync(response);
        Assert.StartsWith("event: next\ndata: {\"errors\":[", text);
        Assert.EndsWith("event: complete\ndata: \n\n", text);
    }

    [Fact]
    public async Task Distinct_Subscription_StreamsEventsByGetToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("subscription { messages(topic: \"a\") }"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await _server.WaitForTopicsAsync(1);
        await _server.Topics.SendAsync("a", "one", TestContext.Current.CancellationToken);
        await _server.Topics.CompleteAsync("a");
        Assert.Equal("event: next\ndata: {\"data\":{\"messages\":\"one\"}}\n\nevent: complete\ndata: \n\n", await RestAsync(response));
    }

    [Fact]
    public async Task Distinct_EventsWithPlaces_CarryThemAsIds()
    {
        await using var server = await TransportServer.StartAsync(
            configure: graphql => graphql.ModifyRequestOptions(options => options.EventIdOf = placed => placed as string ?? "start"));
        using var response = await PostAsync(Subscription, server);
        await server.WaitForTopicsAsync(1);
        await server.Topics.SendAsync("a", "one", TestContext.Current.CancellationToken);
        await server.Topics.CompleteAsync("a");
        Assert.Equal(
            "id: start\n\nevent: next\nid: one\ndata: {\"data\":{\"messages\":\"one\"}}\n\nevent: complete\ndata: \n\n", await RestAsync(response));
    }

    [Fact]
    public async Task Distinct_ClientGoesAway_LeavesTheTopic()
    {
        var response = await PostAsync(Subscription);
        await _server.WaitForTopicsAsync(1);
        response.Dispose();
        await _server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task Distinct_SourceBreaks_IsAMaskedErrorAndTheEnd()
    {
        using var response = await PostAsync("""{"query":"subscription { breaks }"}""");
        var text = await RestAsync(response);
        Assert.Contains("Unexpected Execution Error", text);
        Assert.DoesNotContain("secret", text);
        Assert.EndsWith("event: complete\ndata: \n\n", text);
    }

    [Fact]
    public async Task Distinct_IdleStream_IsKeptAliveByComments()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { EventStreams = options.EventStreams with { KeepAliveInterval = TimeSpan.FromMilliseconds(20) } });
        using var response = await PostAsync(Subscription, server);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var comments = new byte[9];
        await stream.ReadExactlyAsync(comments, TestContext.Current.CancellationToken);
        Assert.Equal(":\n\n:\n\n:\n\n", Encoding.UTF8.GetString(comments));
    }

    [Fact]
    public async Task Distinct_ServerStops_EndsTheStream()
    {
        await using var server = await TransportServer.StartAsync();
        using var response = await PostAsync(Subscription, server);
        await server.WaitForTopicsAsync(1);
        await server.StopAsync();
        await server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task Shared_OperationsRunOnOneStream()
    {
        var token = await ReserveAsync();
        using var started = await StartAsync(token, "1", "subscription { messages(topic: \\\"a\\\") }");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        await _server.Topics.SendAsync("a", "before it is open", TestContext.Current.CancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?token={token}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("event: next data: {\"id\":\"1\",\"payload\":{\"data\":{\"messages\":\"before it is open\"}}}", await EventAsync(reader));

        using var query = await StartAsync(token, "2", "{ hello }");
        Assert.Equal(HttpStatusCode.Accepted, query.StatusCode);
        Assert.Equal("event: next data: {\"id\":\"2\",\"payload\":{\"data\":{\"hello\":\"world\"}}}", await EventAsync(reader));
        Assert.Equal("event: complete data: {\"id\":\"2\"}", await EventAsync(reader));

        using var sameId = await StartAsync(token, "1", "{ hello }");
        Assert.Equal(HttpStatusCode.Conflict, sameId.StatusCode);

        using var completed = await SendAsync(HttpMethod.Delete, $"?operationId=1", token);
        Assert.Equal(HttpStatusCode.OK, completed.StatusCode);
        await _server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task Shared_StreamIsLeft_EndsItsOperations()
    {
        var token = await ReserveAsync();
        using var started = await StartAsync(token, "1", "subscription { messages(topic: \\\"a\\\") }");
        using (var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?token={token}"))
        {
            request.Headers.Accept.ParseAdd("text/event-stream");
            using var response = await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            using var second = new HttpRequestMessage(HttpMethod.Get, $"/graphql?token={token}");
            second.Headers.Accept.ParseAdd("text/event-stream");
            using var conflict = await _server.Client.SendAsync(second, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        }

        await _server.WaitForTopicsAsync(0);
    }

    [Fact]
    public async Task Shared_ReservationNobodyOpens_IsForgotten()
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { EventStreams = options.EventStreams with { ReservationTimeout = TimeSpan.Zero } });
        using var reserved = await server.Client.PutAsync("/graphql", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, reserved.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/graphql?operationId=1");
        request.Headers.Add("X-GraphQL-Event-Stream-Token", await reserved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Shared_BadRequests_HaveTheirStatus()
    {
        using (var unknown = await StartAsync("none", "1", "{ hello }")) Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        var token = await ReserveAsync();
        using (var noId = await SendAsync(HttpMethod.Post, "", token, """{"query":"{ hello }"}""")) Assert.Equal(HttpStatusCode.BadRequest, noId.StatusCode);
        using (var refused = await StartAsync(token, "1", "{")) Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using (var noJson = await SendAsync(HttpMethod.Post, "", token, "{")) Assert.Equal(HttpStatusCode.BadRequest, noJson.StatusCode);
        using (var noOperation = await SendAsync(HttpMethod.Delete, "", token)) Assert.Equal(HttpStatusCode.BadRequest, noOperation.StatusCode);
        using var again = await SendAsync(HttpMethod.Put, "", token);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.NotEqual(token, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> RestAsync(HttpResponseMessage response) =>
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(":\n\n", "");

    /// <summary>The lines of the next event that is not a comment.</summary>
    private static async Task<string> EventAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);
            if (line.Length > 0 && line[0] != ':') lines.Add(line);
            else if (line.Length == 0 && lines.Count > 0) return string.Join(' ', lines);
        }
    }

    private async Task<string> ReserveAsync()
    {
        using var response = await _server.Client.PutAsync("/graphql", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> StartAsync(string token, string id, string query) =>
        SendAsync(HttpMethod.Post, "", token, $$$"""{"query":"{{{query}}}","extensions":{"operationId":"{{{id}}}"}}""");

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string token, string? body = null)
    {
        var request = new HttpRequestMessage(method, "/graphql" + address);
        request.Headers.Add("X-GraphQL-Event-Stream-Token", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> PostAsync(string body, TransportServer? server = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("text/event-stream");
        return (server ?? _server).Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
