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

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(TransportServer server, string body)
    {
        using var content = Json(body);
        using var response = await server.Client.PostAsync("graphql", content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
