using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

/// <summary>The real nginx with <c>deploy/nginx/nginx.conf</c> before two gateways.</summary>
public sealed class EdgeTests(RunningEdge edge) : IClassFixture<RunningEdge>
{
    private const string Songs = """{ "query": "{ songs(first: 3) { totalCount nodes { title } } }" }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tls_Http2IsNegotiated_AndBrowsersAreToldToStayWithIt()
    {
        using var http = edge.CreateClient();
        using var request = Query();
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var response = await http.SendAsync(request, Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(3, answer.GetProperty("data").GetProperty("songs").GetProperty("nodes").GetArrayLength());
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer") })
            Assert.Equal(value, Assert.Single(response.Headers.GetValues(name)));
    }

    [Fact]
    public async Task PlainHttp_IsSentToTls()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = edge.Nginx.PlainAddress };

        using var response = await http.GetAsync("/graphql?query=x", Cancel);

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal("https://localhost/graphql?query=x", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/dapr/subscribe")]
    [InlineData("/events/streams")]
    public async Task WhatSidecarsCall_IsNotThere(string path)
    {
        using var http = edge.CreateClient();

        using var response = await http.PostAsJsonAsync(path, new { }, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Share_ReachesEverySubscriberOfBothGateways_OverWebSocketAndEventStream()
    {
        using var mira = await ApiClient.LogInAsync(edge.Host.Address, "mira", "musicgraph-demo", Cancel);
        using var demo = await ApiClient.LogInAsync(edge.Host.Address, "demo", "musicgraph-demo", Cancel);
        var song = (await mira.QueryAsync("{ songs(first: 1) { nodes { id } } }", null, Cancel))
            .GetProperty("songs").GetProperty("nodes")[0].GetProperty("id").GetString();
        var task = new { address = edge.Nginx.Address, sharer = mira.Token, listeners = new[] { demo.Token }, perListener = 4, songId = song, rounds = 5 };

        var output = await Node.RunAsync("shares.mjs", JsonSerializer.Serialize(task), Cancel, edge.Nginx.CertificateFile);

        using var result = JsonDocument.Parse(output);
        foreach (var kind in (string[])["ws", "sse"])
        {
            var heard = result.RootElement.GetProperty(kind);
            Assert.Equal(
                (20, 0, 0),
                (heard.GetProperty("received").GetInt32(), heard.GetProperty("lost").GetInt32(), heard.GetProperty("twice").GetInt32()));
        }
    }

    [Fact]
    public async Task Subscriber_ThatComesBackToTheOtherGateway_HearsWhatItMissedOnce()
    {
        using var mira = await edge.LogInAsync("mira", Cancel);
        using var here = await ApiClient.LogInAsync(edge.Host.App("gateway"), "demo", "musicgraph-demo", Cancel);
        using var there = new ApiClient(edge.Host.App("gateway-2"), here.Token);
        var song = (await mira.QueryAsync("{ songs(first: 1) { nodes { id } } }", null, Cancel))
            .GetProperty("songs").GetProperty("nodes")[0].GetProperty("id").GetString();
        var start = (await here.QueryAsync("{ eventCursor(of: SHARES) }", null, Cancel)).GetProperty("eventCursor").GetString()!;
        Task ShareAsync(int number) => mira.MutateAsync(
            "share", "ShareInput", "share { id }", new { songId = song, message = $"resumed {number}", recipientIds = new[] { here.UserId } }, Cancel);
        for (var i = 1; i <= 3; i++)
            await ShareAsync(i);

        var (first, cursor) = await HearAsync(here, start).FirstAsync(Cancel);
        await ShareAsync(4);
        var heard = new List<string> { first };
        await foreach (var (message, _) in HearAsync(there, cursor).WithCancellation(Cancel))
        {
            heard.Add(message);
            if (message == "resumed 4")
                await ShareAsync(5);
            if (message == "resumed 5")
                break;
        }

        Assert.Equal(Enumerable.Range(1, 5).Select(i => $"resumed {i}"), heard.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TooMany_AreToldToComeBack()
    {
        using var http = edge.CreateClient(from: "127.0.0.9");
        http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        var statuses = new List<(HttpStatusCode, string?, string?, string?)>();

        await Parallel.ForAsync(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (_, cancel) =>
        {
            using var response = await http.GetAsync("/livez", cancel);
            lock (statuses)
                statuses.Add((response.StatusCode, Of(response, "Retry-After"), Of(response, "Content-Type"), Of(response, "Access-Control-Allow-Origin")));
        });

        // A script of another site may know that it is to wait, and nothing of what a gateway said, which says for itself who may.
        Assert.Equal(
            [(HttpStatusCode.OK, null, "text/plain", null), (HttpStatusCode.TooManyRequests, "1", "application/problem+json", "*")],
            statuses.Distinct().OrderBy(status => status.Item1));
    }

    [Fact]
    public async Task AccessLog_TellsNetworksAndPaths_AndNeitherAddressesNorQueries()
    {
        using var http = edge.CreateClient();
        var path = $"/{Guid.NewGuid()}";
        using var response = await http.GetAsync($"{path}?signature=secret", Cancel);

        await Condition.UntilAsync(() => edge.Nginx.AccessLog.Contains($"\"{path}\"", StringComparison.Ordinal), "the request in the log", Cancel);
        Assert.Contains("\"client\":\"127.0.0.0/24\"", edge.Nginx.AccessLog);
        Assert.DoesNotContain("127.0.0.1\"", edge.Nginx.AccessLog);
        Assert.DoesNotContain("secret", edge.Nginx.AccessLog);
    }

    [Fact]
    public async Task Upload_PassesThrough_AndOneThatIsTooLargeIsRefusedBeforeItIsSent()
    {
        using var mira = await edge.LogInAsync("mira", Cancel);
        var song = await mira.AddSongAsync("Through the edge", "Mira", null, Cancel);
        var url = (await mira.QueryAsync("query S($id: ID!) { songById(id: $id) { audio { url } uploadUrl: id } }", new { id = song }, Cancel)).GetProperty("songById");
        var path = $"/audio/{new Guid(Convert.FromBase64String(song)[5..])}";
        var bytes = new byte[3_000_000];
        Random.Shared.NextBytes(bytes);
        "OggS"u8.CopyTo(bytes);

        using var stored = await PutAsync(mira.Http, path, new ByteArrayContent(bytes));
        using var refused = await PutAsync(mira.Http, path, new Zeros(600L * 1024 * 1024));

        Assert.True(stored.IsSuccessStatusCode, $"{stored.StatusCode} {await stored.Content.ReadAsStringAsync(Cancel)} {url}");
        Assert.Equal(bytes, await mira.Http.GetByteArrayAsync(path, Cancel));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("*", "nosniff", null), (Of(refused, "Access-Control-Allow-Origin"), Of(refused, "X-Content-Type-Options"), Of(refused, "Retry-After")));
    }

    [Fact]
    public async Task Feed_LargerThanAQueryMayBe_ReachesTheCatalog()
    {
        using var mira = await edge.LogInAsync("mira", Cancel);
        using var feed = new StringContent($"<rss><channel><title>Long</title></channel></rss>{new string(' ', 3_000_000)}", Encoding.UTF8, "application/rss+xml");

        using var answer = await mira.Http.PostAsync("/shows/import", feed, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode); // a listener's; only the catalog knows
        Assert.Contains("\"code\":", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task OneGatewayDies_TheOtherAnswers_AndItComesBack()
    {
        using var http = edge.CreateClient();
        var victim = ProcessTree.App(edge.Host.Id, "MusicGraph.Gateway");
        ProcessTree.Kill(victim);

        // By GET, which says that nothing is changed: a POST that the dying gateway had been sent is not sent to the other.
        for (var i = 0; i < 50; i++)
        {
            using var response = await http.GetAsync("/graphql?query=%7B%20genres%20%7B%20name%20%7D%20%7D", Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await edge.Host.WaitForLineAsync(line => line.Contains($"process {victim}", StringComparison.Ordinal));
        foreach (var gateway in (string[])["gateway", "gateway-2"])
        {
            using var direct = new HttpClient { BaseAddress = edge.Host.App(gateway) };
            await edge.UntilReadyAsync(direct, Cancel);
        }
    }

    /// <summary>What the test above shares, as a subscriber hears it behind a cursor, with the cursor of each.</summary>
    private static async IAsyncEnumerable<(string Message, string Cursor)> HearAsync(ApiClient client, string after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new
            {
                query = "subscription ($after: String) { onShare(after: $after) { cursor share { message } } }",
                variables = new { after },
            }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        while (await events.ReadLineAsync(Cancel) is { } line)
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal))
                continue;
            using var told = JsonDocument.Parse(line["data: ".Length..]);
            var happened = told.RootElement.GetProperty("data").GetProperty("onShare");
            if (happened.GetProperty("share").GetProperty("message").GetString() is { } message && message.StartsWith("resumed", StringComparison.Ordinal))
                yield return (message, happened.GetProperty("cursor").GetString()!);
        }
    }

    /// <summary>A header, where there is one of this name.</summary>
    private static string? Of(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? Assert.Single(values)
            : null;

    private static HttpRequestMessage Query() =>
        new(HttpMethod.Post, "/graphql") { Content = new StringContent(Songs, MediaTypeHeaderValue.Parse("application/json")) };

    private static async Task<HttpResponseMessage> PutAsync(HttpClient http, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/ogg");
        request.Headers.ExpectContinue = true;
        return await http.SendAsync(request, Cancel);
    }

    /// <summary>So many bytes, should anybody want them.</summary>
    private sealed class Zeros(long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[64 * 1024];
            for (var left = length; left > 0; left -= block.Length)
                await stream.WriteAsync(block);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
