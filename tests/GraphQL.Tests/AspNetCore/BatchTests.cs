using System.Net;
using System.Text;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>Lists of requests in one body.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task Batch_IsAnsweredInOrder_EachWithItsOwnErrors()
    {
        await using var server = await TransportServer.StartAsync(options => options with { EnableBatching = true });
        var (status, answer) = await PostAsync(server, """
            [{"query":"{ hello }"},{"query":"{ nothing }"},{"query":"query($t: String!) { echo(text: $t) }","variables":{"t":"x"}},{"query":"subscription { refused }"}]
            """);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches(
            """^\[\{"data":\{"hello":"world"\}\},\{"errors":\[\{"message":"[^]]*nothing.*\]\},\{"data":\{"echo":"x"\}\},\{"errors":\[\{"message":"The transport does not allow a subscription\."\}\]\}\]$""",
            answer);
    }

    [Fact]
    public async Task Batch_OneThatWaits_DoesNotKeepTheOthersFromRunning()
    {
        await using var server = await TransportServer.StartAsync(options => options with { EnableBatching = true });
        using var left = new CancellationTokenSource();
        using var content = Json("""[{"query":"{ never }"},{"query":"mutation { publish(topic: \"batch\", text: \"x\") }"}]""");
        using var socket = await server.ConnectAsync();
        await socket.InitialiseAsync();
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription { messages(topic: \"batch\") }"}}""");
        await server.WaitForSubscribersAsync("batch", 1);
        var answer = server.Client.PostAsync("graphql", content, left.Token);
        Assert.Contains("next", await socket.ReceiveAsync());
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await server.Gate.Cancelled;
    }

    [Theory]
    [InlineData("""[{"query":"{ hello }"},{"query":"{ hello }"},{"query":"{ hello }"}]""", "more than 2")]
    [InlineData("[]", "no requests")]
    [InlineData("""[{"query":"{ hello }"},{}]""", "'query' is missing")]
    [InlineData("""[{"query":"{ hello }"}""", "not valid JSON")]
    [InlineData("[1]", "must be a JSON object")]
    public async Task Batch_ThatIsNotRight_Is400WithTheReason(string body, string reason)
    {
        await using var server = await TransportServer.StartAsync(options => options with { EnableBatching = true, MaxBatchSize = 2 });
        var (status, answer) = await PostAsync(server, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, answer);
    }

    [Fact]
    public async Task Batch_UnlessEnabled_Is400()
    {
        await using var server = await TransportServer.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, """[{"query":"{ hello }"}]""")).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed;deferSpec=20220824, application/json")]
    public async Task Batch_WithDeferAndStream_IsOneListOfWholeResponses(string accept)
    {
        await using var server = await TransportServer.StartAsync(
            options => options with { EnableBatching = true }, schema => schema.ConfigureSchema(PartsSchema.AddTo));
        using var content = Json("""
            [{"query":"{ song { id ... @defer { title } } }"},{"query":"{ numbers(count: 3) @stream(initialCount: 1) }"},{"query":"{ hello ... @defer { song { broken } } }"}]
            """);
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.EndsWith("json", response.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(
            """[{"data":{"song":{"id":"1","title":"Song 1"}}},{"data":{"numbers":[0,1,2]}},{"data":null,"errors":[{"message":"No lyrics.",""",
            answer,
            StringComparison.Ordinal);
        Assert.DoesNotContain("hasNext", answer);
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(TransportServer server, string body)
    {
        using var content = Json(body);
        using var response = await server.Client.PostAsync("graphql", content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
